package io.github.customerio4j.client.error;

import org.jspecify.annotations.Nullable;

/**
 * A request that must not be repeated blindly was sent and its answer was lost: it may or may not
 * have been carried out. Look before you repeat it.
 */
public final class OutcomeUnknownException extends CustomerIoException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what could not be done, why, and the remedy
   * @param cause what was thrown underneath, if anything
   */
  public OutcomeUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
