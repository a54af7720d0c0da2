package io.github.customerio4j.client.error;

import org.jspecify.annotations.Nullable;

/** The API answered with success, but what it sent cannot be read, however often it was asked. */
public final class MalformedResponseException extends CustomerIoException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what could not be done, why, and the remedy
   * @param cause what was thrown underneath, if anything
   */
  public MalformedResponseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
