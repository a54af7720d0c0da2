package io.github.customerio4j.client.paging;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The result of a {@link PageDecoder} for one page.
 *
 * @param content the decoder's result
 * @param next where the next page starts; empty on the last page. For a list whose pages or items
 *     are counted, the client replaces it.
 * @param items the number of items of the page; empty if the decoder does not count them. Then a
 *     list of empty pages without an end is not recognized.
 * @param <P> the type of the content
 */
public record DecodedPage<P>(P content, Optional<Cursor> next, OptionalInt items) {
  /** Checks that nothing is null. */
  public DecodedPage {
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(next, "next");
    Objects.requireNonNull(items, "items");
  }

  /** A page whose items are not counted. */
  public DecodedPage(P content, Optional<Cursor> next) {
    this(content, next, OptionalInt.empty());
  }
}
