package io.github.customerio4j.client.error;

/**
 * A list cannot be read to its end: the API returned the same cursor twice, an offset that does not
 * grow, the same page twice or a thousand empty pages, or it refused a cursor that it had given.
 */
public final class PagingException extends CustomerIoException {
  private static final long serialVersionUID = 1L;

  private final String cursor;

  /**
   * Makes the exception of a list that cannot continue.
   *
   * @param message what failed, why, and the remedy
   * @param cursor the cursor at which the list stopped
   */
  public PagingException(String message, String cursor) {
    super(message, null);
    this.cursor = cursor;
  }

  /**
   * Makes the exception of a cursor that the API refused.
   *
   * @param message what failed, why, and the remedy
   * @param cursor the cursor at which the list stopped
   * @param cause the API's refusal
   */
  public PagingException(String message, String cursor, ApiException cause) {
    super(message, cause);
    this.cursor = cursor;
  }

  /** The cursor at which the list stopped. */
  public String cursor() {
    return cursor;
  }
}
