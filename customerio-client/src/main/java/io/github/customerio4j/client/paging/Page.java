package io.github.customerio4j.client.paging;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param items its items in the API's order; may be empty even if more pages follow
 * @param next where the next page starts; empty on the last page
 * @param <T> the type of the items
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
  /** Copies the items. */
  public Page {
    items = List.copyOf(Objects.requireNonNull(items, "items"));
    Objects.requireNonNull(next, "next");
  }
}
