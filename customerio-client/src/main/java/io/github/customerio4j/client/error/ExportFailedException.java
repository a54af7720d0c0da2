package io.github.customerio4j.client.error;

/** Customer.io says that an export failed. */
public final class ExportFailedException extends CustomerIoException {
  private static final long serialVersionUID = 1L;

  private final long exportId;

  /**
   * Makes the exception of an export that failed.
   *
   * @param message what failed, why, and the remedy
   * @param exportId the export
   */
  public ExportFailedException(String message, long exportId) {
    super(message, null);
    this.exportId = exportId;
  }

  /** The export. */
  public long exportId() {
    return exportId;
  }
}
