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
 * @param fetcher gets one page
 * @param startAt the first page's cursor, if it is not the front of the list
 * @param what the list in the form "GET /v1/messages", for messages
 */
record CursorChain<P>(Fetcher<P> fetcher, Optional<Cursor> startAt, String what)
    implements DecodedPages<P> {
  /** Gets one page. */
  @FunctionalInterface
  interface Fetcher<P> {
    DecodedPage<P> fetch(Optional<Cursor> cursor);
  }

  @Override
  public Iterator<DecodedPage<P>> iterator() {
    return new Walk();
  }

  private final class Walk implements Iterator<DecodedPage<P>> {
    private final Set<Cursor> seen = new HashSet<>();
    private Optional<Cursor> position = startAt;
    private boolean ended;
    private @Nullable DecodedPage<P> ahead;

    @Override
    public boolean hasNext() {
      if (ahead == null && !ended) {
        ahead = advance();
      }
      return ahead != null;
    }

    @Override
    public DecodedPage<P> next() {
      DecodedPage<P> page = hasNext() ? ahead : null;
      if (page == null) {
        throw new NoSuchElementException("Cannot go on in " + what + ": that was the last page.");
      }
      ahead = null;
      return page;
    }

    private DecodedPage<P> advance() {
      // Checked when the page is wanted, so that the page that names it can still be used.
      position.filter(seen::contains).ifPresent(this::refuse);
      DecodedPage<P> page = fetcher.fetch(position);
      position.ifPresent(seen::add);
      position = page.next();
      ended = position.isEmpty();
      return page;
    }

    private void refuse(Cursor cursor) {
      throw new PagingException(
          "Cannot go on in "
              + what
              + ": the API handed out the cursor '"
              + cursor.value()
              + "' a second time, so the list would never end. Start it anew.",
          cursor.value());
    }
  }
}
