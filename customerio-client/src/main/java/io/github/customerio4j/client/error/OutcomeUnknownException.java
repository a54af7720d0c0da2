package io.github.customerio4j.client.error;

import org.jspecify.annotations.Nullable;

/**
 * A request that is not idempotent was sent and its answer was lost: it may or may not have been
 * carried out. Check this before you repeat it.
 */
public final class OutcomeUnknownException extends CustomerIoException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what failed, why, and the remedy
   * @param cause the underlying exception, if any
   */
  public OutcomeUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
