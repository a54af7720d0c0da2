package io.github.customerio4j.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The API answered with success, but its body could not be decoded: it was damaged in all attempts,
 * or it is JSON that does not have the expected shape, which further attempts would not change.
 */
public final class MalformedResponseException extends CustomerIoException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what failed, why, and the remedy
   * @param cause the underlying exception, if any
   */
  public MalformedResponseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
