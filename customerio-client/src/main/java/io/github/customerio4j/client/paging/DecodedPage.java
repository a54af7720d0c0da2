package io.github.customerio4j.client.paging;

import java.util.Optional;

/**
 * The result of a {@link PageDecoder} for one page.
 *
 * @param content the decoder's result
 * @param next where the next page starts; empty on the last page
 * @param <P> the type of the content
 */
public record DecodedPage<P>(P content, Optional<Cursor> next) {}
