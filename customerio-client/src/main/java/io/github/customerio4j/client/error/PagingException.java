package io.github.customerio4j.client.error;

/** A list cannot be read to its end, because the API returned the same cursor twice. */
public final class PagingException extends CustomerIoException {
  private static final long serialVersionUID = 1L;

  private final String cursor;

  /**
   * @param message what failed, why, and the remedy
   * @param cursor the repeated cursor
   */
  public PagingException(String message, String cursor) {
    super(message, null);
    this.cursor = cursor;
  }

  /** The repeated cursor. */
  public String cursor() {
    return cursor;
  }
}
