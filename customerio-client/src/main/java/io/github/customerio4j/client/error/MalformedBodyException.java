package io.github.customerio4j.client.error;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a decoder if a response body is damaged: cut, or not JSON. The client then fetches the
 * body again; if all attempts fail, it throws {@link MalformedResponseException}. For JSON of an
 * unexpected shape see {@link UnexpectedBodyException}.
 */
public class MalformedBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception of a problem that the decoder found itself.
   *
   * @param message what is wrong, with the JSON path where there is one
   */
  public MalformedBodyException(String message) {
    super(message);
  }

  /**
   * Makes the exception of a problem that another exception reported.
   *
   * @param message what is wrong, with the JSON path where there is one
   * @param cause the underlying exception, if any
   */
  public MalformedBodyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
