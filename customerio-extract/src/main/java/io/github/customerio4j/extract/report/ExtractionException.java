package io.github.customerio4j.extract.report;

/**
 * A run that ended without a commit, for a reason other than a failed request. The previous tables
 * and state are unchanged. Failed requests throw a {@link
 * io.github.customerio4j.client.error.CustomerIoException} instead.
 */
public class ExtractionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ExtractionException(String message) {
    super(message);
  }

  public ExtractionException(String message, Throwable cause) {
    super(message, cause);
  }
}
