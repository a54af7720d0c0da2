package io.github.customerio4j.client.error;

import org.jspecify.annotations.Nullable;

/** The base type of the client's exceptions. The message never contains the API key. */
public class CustomerIoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what failed, why, and the remedy
   * @param cause the underlying exception, if any
   */
  public CustomerIoException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
