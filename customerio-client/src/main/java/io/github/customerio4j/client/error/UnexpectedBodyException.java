package io.github.customerio4j.client.error;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a decoder if a response body answers the request, but does not have the expected shape:
 * an object where a list belongs, a text where a number belongs, a report that the request failed.
 * The same body would come again, so the client does not repeat the request; it throws {@link
 * MalformedResponseException} at once. If the body is not JSON to its end, it is fetched again like
 * any damaged body. A body that lacks the expected member altogether is an answer to something
 * else, perhaps a gateway's, and is better thrown as a {@link MalformedBodyException}.
 */
public final class UnexpectedBodyException extends MalformedBodyException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception of a problem that the decoder found itself.
   *
   * @param message what was found and what was expected, with the JSON path where there is one
   */
  public UnexpectedBodyException(String message) {
    super(message);
  }

  /**
   * Makes the exception of a problem that another exception reported.
   *
   * @param message what was found and what was expected, with the JSON path where there is one
   * @param cause the underlying exception, if any
   */
  public UnexpectedBodyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
