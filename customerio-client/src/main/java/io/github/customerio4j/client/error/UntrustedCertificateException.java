package io.github.customerio4j.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The certificate of the host, or of a proxy that inspects connections, is not trusted. Trying
 * again does not help, so the first attempt fails.
 */
public final class UntrustedCertificateException extends ConnectionException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  /**
   * Makes the exception.
   *
   * @param problem what failed and why, as a sentence
   * @param remedy what to do, as a sentence
   * @param cause the underlying exception, if any
   */
  public UntrustedCertificateException(String problem, String remedy, @Nullable Throwable cause) {
    super(problem + " " + remedy, cause);
    this.problem = problem;
  }

  /** The message without the remedy, for programs that have a remedy of their own. */
  public String problem() {
    return problem;
  }
}
