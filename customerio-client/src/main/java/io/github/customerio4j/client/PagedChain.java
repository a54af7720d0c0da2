package io.github.customerio4j.client;

import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.Page;
import io.github.customerio4j.client.paging.Paged;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The items of a chain of pages.
 *
 * @param chain the pages
 */
record PagedChain<T>(CursorChain<Page<T>> chain) implements Paged<T> {
  @Override
  public Iterator<T> iterator() {
    return new ItemIterator<>(pages().iterator());
  }

  @Override
  public Iterable<Page<T>> pages() {
    return () -> new ContentIterator<>(chain.iterator());
  }

  @Override
  public Paged<T> from(Cursor cursor) {
    return new PagedChain<>(
        new CursorChain<>(chain.fetcher(), Optional.of(cursor), chain.operation()));
  }

  private static final class ItemIterator<T> implements Iterator<T> {
    private final Iterator<Page<T>> pages;
    private Iterator<T> page = Collections.emptyIterator();

    ItemIterator(Iterator<Page<T>> pages) {
      this.pages = pages;
    }

    @Override
    public boolean hasNext() {
      while (!page.hasNext() && pages.hasNext()) {
        page = pages.next().items().iterator();
      }
      return page.hasNext();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("Cannot continue: that was the last item of the list.");
      }
      return page.next();
    }
  }

  /**
   * Iterates over the content of decoded pages.
   *
   * @param pages the decoded pages
   */
  record ContentIterator<P>(Iterator<DecodedPage<P>> pages) implements Iterator<P> {
    @Override
    public boolean hasNext() {
      return pages.hasNext();
    }

    @Override
    public P next() {
      return pages.next().content();
    }
  }
}
