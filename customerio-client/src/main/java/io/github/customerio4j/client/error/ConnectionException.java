package io.github.customerio4j.client.error;

import org.jspecify.annotations.Nullable;

/**
 * No whole answer came: the host is unknown or unreachable, the connection broke, or time ran out.
 */
public final class ConnectionException extends CustomerIoException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what could not be done, why, and the remedy
   * @param cause what was thrown underneath, if anything
   */
  public ConnectionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
