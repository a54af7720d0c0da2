package io.github.customerio4j.client.paging;

import java.util.Optional;

/**
 * What a {@link PageDecoder} made of one page.
 *
 * @param content whatever the decoder built
 * @param next where the next page starts; empty on the last page
 * @param <P> the type of the content
 */
public record DecodedPage<P>(P content, Optional<Cursor> next) {}
