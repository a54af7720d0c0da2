package io.github.customerio4j.client;

import io.github.customerio4j.client.error.PagingException;
import io.github.customerio4j.client.http.Idempotence;
import io.github.customerio4j.client.json.CountedBody;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.DecodedPages;
import io.github.customerio4j.client.paging.PageDecoder;
import io.github.customerio4j.client.paging.PageTrail;
import io.github.customerio4j.client.paging.PagingStyle;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Request;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Follows a list from page to page, whatever the style of its paging. Every list ends: see {@link
 * PageTrail}.
 *
 * @param source what to request
 * @param decoder reads one page
 * @param startAt the cursor of the first page; empty for the start of the list
 * @param trails gives each iterator the pages that were read before
 */
record CursorChain<P>(
    Source source, PageDecoder<P> decoder, Optional<Cursor> startAt, Supplier<PageTrail> trails)
    implements DecodedPages<P> {

  /**
   * A list.
   *
   * @param requests the request for the page at a cursor
   * @param style how the list is paged
   * @param itemsKey the key of the response that holds the items
   */
  record Source(
      Transport transport,
      CallScope scope,
      Function<Optional<Cursor>, Request> requests,
      PagingStyle style,
      String itemsKey) {
    /** Names the list in messages, in the form "GET /v1/messages". */
    String operation() {
      Request first = requests.apply(Optional.empty());
      return first.method() + " " + first.url().encodedPath();
    }
  }

  /** A page, with the hash of its items if the list is a counted one. */
  private record Fetched<P>(DecodedPage<P> page, OptionalLong digest) {}

  @Override
  public Iterator<DecodedPage<P>> iterator() {
    return new PageIterator();
  }

  private final class PageIterator implements Iterator<DecodedPage<P>> {
    private final PageTrail trail = trails.get();
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
            "Cannot continue " + source.operation() + ": that was the last page.");
      }
      fetched = null;
      return page;
    }

    private @Nullable DecodedPage<P> fetchNext() {
      // Checked only here, so that the page that holds the cursor can still be used.
      trail.check(source.style(), position, source.operation());
      Request request = source.requests().apply(position);
      Optional<Fetched<P>> answer =
          source.transport().send(request, Idempotence.IDEMPOTENT, source.scope(), new PageBody());
      if (answer.isEmpty()) {
        ended = true;
        return null;
      }
      DecodedPage<P> page = answer.get().page();
      note(page, answer.get().digest(), request);
      position = page.next();
      ended = position.isEmpty();
      return page;
    }

    /** Reads one page; the result is empty if the list has ended before it. */
    private final class PageBody implements Transport.BodyReader<Optional<Fetched<P>>> {
      @Override
      public Optional<Fetched<P>> read(Buffer body) throws IOException {
        return decode(body);
      }

      @Override
      public Optional<Fetched<P>> readNoContent() throws IOException {
        DecodedPage<P> empty = decoder.decodeNoContent();
        return Optional.of(
            new Fetched<>(
                new DecodedPage<>(empty.content(), Optional.empty(), OptionalInt.of(0)),
                OptionalLong.empty()));
      }
    }

    private void note(DecodedPage<P> page, OptionalLong digest, Request request) {
      // A page whose items nobody counts passes for one that has some.
      int items = page.items().orElse(1);
      if (digest.isPresent()) {
        trail.add(position, items, digest.getAsLong());
      } else {
        trail.add(position, items);
      }
      if (items == 0 && trail.emptyPages() == PageTrail.MANY_EMPTY_PAGES + 1) {
        source
            .scope()
            .listener()
            .emptyPages(
                new Transfer(request.method(), request.url().encodedPath(), 1), trail.emptyPages());
      }
    }

    /** One page; empty if the list has ended before it. */
    private Optional<Fetched<P>> decode(Buffer body) throws IOException {
      if (!source.style().isCounted()) {
        DecodedPage<P> page = decoder.decode(body);
        return Optional.of(new Fetched<>(following(page), OptionalLong.empty()));
      }
      CountedBody counted = CountedBody.read(body, source.itemsKey());
      if (!counted.isEmpty() && trail.isKnown(counted.digest())) {
        if (source.style() == PagingStyle.OFFSET || !trail.isRepeated(counted.digest())) {
          throw repeatedPage();
        }
        body.clear();
        return Optional.empty();
      }
      OptionalLong read =
          startAt.isEmpty() || trail.items() > 0
              ? OptionalLong.of(trail.items())
              : OptionalLong.empty();
      DecodedPage<P> page = decoder.decode(body);
      DecodedPage<P> next =
          new DecodedPage<>(
              page.content(),
              page.next()
                  .filter(CountedBody::isText)
                  .or(() -> counted.next(source.style(), position, read)),
              OptionalInt.of(counted.items()));
      return Optional.of(new Fetched<>(next, OptionalLong.of(counted.digest())));
    }

    /** The page without a cursor that means the end of the list. */
    private DecodedPage<P> following(DecodedPage<P> page) {
      boolean isEnd =
          source.style() == PagingStyle.OFFSET_CURSOR
              && page.next().isPresent()
              && page.next().get().value().equals("0");
      return isEnd ? new DecodedPage<>(page.content(), Optional.empty(), page.items()) : page;
    }

    private PagingException repeatedPage() {
      String place = position.map(Cursor::value).orElse("0");
      return new PagingException(
          "Cannot continue "
              + source.operation()
              + ": the page at "
              + (source.style() == PagingStyle.OFFSET ? "offset " : "number ")
              + place
              + " has the same items as a page before it, so items may be missing. Start the list"
              + " again; if this persists, report it to Customer.io.",
          place);
    }
  }
}
