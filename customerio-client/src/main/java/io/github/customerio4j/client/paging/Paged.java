package io.github.customerio4j.client.paging;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * All items of a list that the API returns in pages. Nothing is fetched before it is needed: {@code
 * hasNext()} fetches, so it is true only if there is an item, and at most one page is held.
 *
 * <p>Each {@code iterator()}, {@code pages()} and {@code stream()} starts again; an iterator is for
 * one thread. Iterating throws {@link io.github.customerio4j.client.error.CustomerIoException}s as
 * single calls do, and a {@link io.github.customerio4j.client.error.PagingException} if the API
 * repeats a cursor.
 *
 * <p>A list may change while it is read: an item can then occur on two pages.
 *
 * @param <T> the type of the items
 */
public interface Paged<T> extends Iterable<T> {
  /**
   * A list that is in memory, in one page: for tests of code that reads lists.
   *
   * <pre>{@code
   * when(messages.list(query)).thenReturn(Paged.of(List.of(first, second)));
   * }</pre>
   *
   * @param items its items; copied
   */
  static <T> Paged<T> of(List<T> items) {
    Objects.requireNonNull(items, "items");
    return new ListedPages<>(items, Math.max(1, items.size()), 0);
  }

  /**
   * The same in several pages: for tests of code that reads pages or continues at a cursor.
   *
   * @param items its items; copied
   * @param pageSize items per page, 1 or more
   */
  static <T> Paged<T> of(List<T> items, int pageSize) {
    return new ListedPages<>(Objects.requireNonNull(items, "items"), pageSize, 0);
  }

  /** The items, fetched a page at a time. */
  @Override
  default Iterator<T> iterator() {
    return new ItemIterator<>(pages().iterator());
  }

  /** The same list page by page, with each page's cursor. */
  Iterable<Page<T>> pages();

  /**
   * The same list, starting at a later page.
   *
   * @param cursor the {@code next} of an earlier page of the same list
   */
  Paged<T> from(Cursor cursor);

  /** The items as a lazy, sequential stream. */
  default Stream<T> stream() {
    return StreamSupport.stream(spliterator(), false);
  }
}
