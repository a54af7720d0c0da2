package io.github.customerio4j.client.error;

/** A list cannot be walked to its end, because the API handed out the same cursor twice. */
public final class PagingException extends CustomerIoException {
  private static final long serialVersionUID = 1L;

  private final String cursor;

  /**
   * @param message what could not be done, why, and the remedy
   * @param cursor the cursor that came back
   */
  public PagingException(String message, String cursor) {
    super(message, null);
    this.cursor = cursor;
  }

  /** The cursor that came back. */
  public String cursor() {
    return cursor;
  }
}
