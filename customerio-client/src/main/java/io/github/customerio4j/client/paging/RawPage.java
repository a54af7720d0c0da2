package io.github.customerio4j.client.paging;

import java.util.Objects;
import java.util.Optional;
import okio.ByteString;

/**
 * One page as the API sent it, checked to be one complete JSON object.
 *
 * @param bytes the whole body, UTF-8 JSON
 * @param next where the next page starts; empty on the last page
 */
public record RawPage(ByteString bytes, Optional<Cursor> next) {
  /** Checks that nothing is null. */
  public RawPage {
    Objects.requireNonNull(bytes, "bytes");
    Objects.requireNonNull(next, "next");
  }
}
