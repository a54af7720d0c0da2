package io.github.customerio4j.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The call was given up: its thread was interrupted (the interrupt flag is set again), or its
 * client was closed.
 */
public final class CancelledException extends CustomerIoException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what could not be done, why, and the remedy
   * @param cause what was thrown underneath, if anything
   */
  public CancelledException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
