package io.github.customerio4j.client;

import io.github.customerio4j.client.error.PagingException;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.DecodedPages;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows cursors from page to page.
 *
 * @param fetcher fetches one page
 * @param startAt the cursor of the first page; empty for the start of the list
 * @param operation names the list in messages, in the form "GET /v1/messages"
 */
record CursorChain<P>(Fetcher<P> fetcher, Optional<Cursor> startAt, String operation)
    implements DecodedPages<P> {
  /** Fetches one page. */
  @FunctionalInterface
  interface Fetcher<P> {
    DecodedPage<P> fetch(Optional<Cursor> cursor);
  }

  @Override
  public Iterator<DecodedPage<P>> iterator() {
    return new PageIterator();
  }

  private final class PageIterator implements Iterator<DecodedPage<P>> {
    private final Set<Cursor> seen = new HashSet<>();
    private Optional<Cursor> position = startAt;
    private boolean ended;
    private @Nullable DecodedPage<P> fetched;

    @Override
    public boolean hasNext() {
      if (fetched == null && !ended) {
        fetched = fetchNext();
      }
      return fetched != null;
    }

    @Override
    public DecodedPage<P> next() {
      DecodedPage<P> page = hasNext() ? fetched : null;
      if (page == null) {
        throw new NoSuchElementException(
            "Cannot continue " + operation + ": that was the last page.");
      }
      fetched = null;
      return page;
    }

    private DecodedPage<P> fetchNext() {
      // Checked only here, so that the page that holds the cursor can still be used.
      position.filter(seen::contains).ifPresent(this::throwRepeatedCursor);
      DecodedPage<P> page = fetcher.fetch(position);
      position.ifPresent(seen::add);
      position = page.next();
      ended = position.isEmpty();
      return page;
    }

    private void throwRepeatedCursor(Cursor cursor) {
      throw new PagingException(
          "Cannot continue "
              + operation
              + ": the API returned the cursor '"
              + cursor.value()
              + "' a second time, so the list would never end. Start the list again.",
          cursor.value());
    }
  }
}
