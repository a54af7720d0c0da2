package io.github.customerio4j.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The call was cancelled: its thread was interrupted (the interrupt flag is set again), or its
 * client was closed.
 */
public final class CancelledException extends CustomerIoException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what failed, why, and the remedy
   * @param cause the underlying exception, if any
   */
  public CancelledException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
