package io.github.customerio4j.client.error;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by whoever decodes a response body that is cut, is not JSON or has another shape than
 * agreed. The client then fetches the body again and in the end throws {@link
 * MalformedResponseException}.
 */
public class MalformedBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, with the JSON path where there is one
   */
  public MalformedBodyException(String message) {
    super(message);
  }

  /**
   * @param message what is wrong, with the JSON path where there is one
   * @param cause what was thrown underneath, if anything
   */
  public MalformedBodyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
