package io.github.customerio4j.extract.report;

/**
 * A run that ended without a commit for a reason that is not the API's: the former tables and state
 * are as they were. (What the API answers comes as a {@link
 * io.github.customerio4j.client.error.CustomerIoException}.)
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
