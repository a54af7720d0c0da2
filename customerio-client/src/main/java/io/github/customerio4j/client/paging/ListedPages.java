package io.github.customerio4j.client.paging;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list that is in memory.
 *
 * @param items all items
 * @param pageSize items per page
 * @param offset the place of the first item to give
 */
record ListedPages<T>(List<T> items, int pageSize, int offset) implements Paged<T> {
  ListedPages {
    items = List.copyOf(items);
    if (pageSize < 1) {
      throw new IllegalArgumentException(
          "Cannot make pages of " + pageSize + " items: give 1 or more.");
    }
    if (offset < 0 || offset > items.size()) {
      throw new IllegalArgumentException(
          "Cannot continue a list of "
              + items.size()
              + " items at "
              + offset
              + ": give the next of one of its pages.");
    }
  }

  /** At least one page, as the API's lists have. */
  @Override
  public Iterable<Page<T>> pages() {
    List<Page<T>> pages = new ArrayList<>();
    int place = offset;
    do {
      int end = Math.min(place + pageSize, items.size());
      Optional<Cursor> next =
          end == items.size() ? Optional.empty() : Optional.of(new Cursor(Integer.toString(end)));
      pages.add(new Page<>(items.subList(place, end), next));
      place = end;
    } while (place < items.size());
    return pages;
  }

  @Override
  public Paged<T> from(Cursor cursor) {
    try {
      return new ListedPages<>(items, pageSize, Integer.parseInt(cursor.value()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Cannot continue a list at '" + cursor.value() + "': give the next of one of its pages.",
          e);
    }
  }
}
