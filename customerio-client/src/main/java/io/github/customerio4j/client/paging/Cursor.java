package io.github.customerio4j.client.paging;

import java.io.Serializable;
import java.util.Objects;

/**
 * A position in a list: the {@code next} of one page, sent as {@code start} to get the following
 * page. Opaque; the client percent-encodes it.
 *
 * @param value the cursor as the API sent it, never empty
 */
public record Cursor(String value) implements Serializable {
  /**
   * Checks that there is a value.
   *
   * @throws IllegalArgumentException if the value is empty
   */
  public Cursor {
    if (Objects.requireNonNull(value, "value").isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot make a cursor: its value is empty. Omit the cursor to read the list from its start.");
    }
  }
}
