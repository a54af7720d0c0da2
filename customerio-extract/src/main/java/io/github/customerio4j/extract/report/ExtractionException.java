package io.github.customerio4j.extract.report;

/**
 * A run that ended without a commit, for a reason other than a failed request. The previous tables
 * and state are unchanged. Failed requests throw a {@link
 * io.github.customerio4j.client.error.CustomerIoException} instead.
 */
public class ExtractionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception of a failure that has no exception behind it.
   *
   * @param message what failed, why, and the remedy
   */
  public ExtractionException(String message) {
    super(message);
  }

  /**
   * Makes the exception.
   *
   * @param message what failed, why, and the remedy
   * @param cause the underlying exception
   */
  public ExtractionException(String message, Throwable cause) {
    super(message, cause);
  }
}
