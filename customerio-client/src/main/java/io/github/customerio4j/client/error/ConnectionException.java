package io.github.customerio4j.client.error;

import org.jspecify.annotations.Nullable;

/**
 * No complete answer arrived: the host is unknown or unreachable, the connection broke, or time ran
 * out.
 */
public sealed class ConnectionException extends CustomerIoException
    permits UntrustedCertificateException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what failed, why, and the remedy
   * @param cause the underlying exception, if any
   */
  public ConnectionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
