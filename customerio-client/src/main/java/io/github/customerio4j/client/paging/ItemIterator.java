package io.github.customerio4j.client.paging;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The items of pages, a page at a time. */
final class ItemIterator<T> implements Iterator<T> {
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
