package io.github.customerio4j.client.paging;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One chain of pages, each decoded by a {@link PageDecoder}. Lazy: {@code hasNext()} fetches, at
 * most one page ahead. Each {@code iterator()} starts again; an iterator is for one thread. After a
 * failure the same iterator can be used again and repeats the failed page.
 *
 * @param <P> the type of the pages' content
 */
public interface DecodedPages<P> extends Iterable<DecodedPage<P>> {
  /** The pages as a lazy, sequential stream. */
  default Stream<DecodedPage<P>> stream() {
    return StreamSupport.stream(spliterator(), false);
  }
}
