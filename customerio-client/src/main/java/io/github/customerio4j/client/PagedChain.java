package io.github.customerio4j.client;

import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.Page;
import io.github.customerio4j.client.paging.Paged;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Function;

/**
 * The items of a chain of pages.
 *
 * @param chain the pages
 */
record PagedChain<T>(CursorChain<Page<T>> chain) implements Paged<T> {
  @Override
  public Iterable<Page<T>> pages() {
    return () -> new ContentIterator<>(chain.iterator(), PagedChain::continued);
  }

  @Override
  public Paged<T> from(Cursor cursor) {
    return new PagedChain<>(
        new CursorChain<>(chain.source(), chain.decoder(), Optional.of(cursor), chain.trails()));
  }

  /** The page with the position that the chain found, which a counted page does not have itself. */
  private static <T> Page<T> continued(DecodedPage<Page<T>> page) {
    return new Page<>(page.content().items(), page.next());
  }

  /**
   * Iterates over the content of decoded pages.
   *
   * @param pages the decoded pages
   * @param content takes the content out of a decoded page
   */
  record ContentIterator<P>(Iterator<DecodedPage<P>> pages, Function<DecodedPage<P>, P> content)
      implements Iterator<P> {
    @Override
    public boolean hasNext() {
      return pages.hasNext();
    }

    @Override
    public P next() {
      return content.apply(pages.next());
    }
  }
}
