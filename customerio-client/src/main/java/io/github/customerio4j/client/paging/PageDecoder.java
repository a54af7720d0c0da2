package io.github.customerio4j.client.paging;

import java.io.IOException;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Reads one whole response body. Called once per attempt with a complete body. A damaged body is
 * fetched and decoded again, so a decoder must not have lasting effects before it returns.
 *
 * <p>Several threads call it at the same time if several chains share it.
 *
 * @param <P> the type of the result
 */
@FunctionalInterface
public interface PageDecoder<P> {
  /**
   * Decodes one body.
   *
   * @param body the whole body; only white space may be left unread
   * @return the content and the next page's cursor
   * @throws IOException if the body is damaged, preferably as a {@link
   *     io.github.customerio4j.client.error.MalformedBodyException}; if it is JSON of another shape
   *     than expected, as an {@link io.github.customerio4j.client.error.UnexpectedBodyException}.
   *     Moshi's {@code JsonDataException} is treated like the latter
   */
  DecodedPage<P> decode(BufferedSource body) throws IOException;

  /**
   * Decodes the answer 204, which has no body and means an empty list.
   *
   * @return what an empty object decodes to, unless overridden
   * @throws IOException if the decoder needs a body
   */
  default DecodedPage<P> decodeNoContent() throws IOException {
    return decode(new Buffer().writeUtf8("{}"));
  }
}
