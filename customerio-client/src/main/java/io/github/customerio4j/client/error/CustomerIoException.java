package io.github.customerio4j.client.error;

import org.jspecify.annotations.Nullable;

/** Root of everything that the client throws on purpose. Its message never holds the API key. */
public class CustomerIoException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what could not be done, why, and the remedy
   * @param cause what was thrown underneath, if anything
   */
  public CustomerIoException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
