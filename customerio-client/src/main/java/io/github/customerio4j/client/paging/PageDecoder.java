package io.github.customerio4j.client.paging;

import java.io.IOException;
import okio.BufferedSource;

/**
 * Reads one whole response body. Called once an attempt with a body that has arrived whole; a body
 * that turns out malformed is fetched and decoded again, so a decoder must not have lasting effects
 * before it returns.
 *
 * <p>May be called by several threads at a time, if several chains share it.
 *
 * @param <P> the type of what is built
 */
@FunctionalInterface
public interface PageDecoder<P> {
  /**
   * Decodes one body.
   *
   * @param body the whole body; only white space may be left unread
   * @return the content and the next page's cursor
   * @throws IOException if the body is malformed, best as a {@link
   *     io.github.customerio4j.client.error.MalformedBodyException}; Moshi's {@code
   *     JsonDataException} is understood as well
   */
  DecodedPage<P> decode(BufferedSource body) throws IOException;
}
