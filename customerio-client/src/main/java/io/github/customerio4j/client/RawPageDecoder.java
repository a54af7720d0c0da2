package io.github.customerio4j.client;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.http.WholeBody;
import io.github.customerio4j.client.json.EnvelopeReader;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.PageDecoder;
import io.github.customerio4j.client.paging.RawPage;
import java.io.IOException;
import java.util.Optional;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;

/** Keeps the bytes of a page; parses them only to find the cursor and to detect damage. */
record RawPageDecoder(String itemsKey) implements PageDecoder<RawPage> {
  @Override
  public DecodedPage<RawPage> decode(BufferedSource body) throws IOException {
    ByteString bytes = body.readByteString();
    Buffer copy = new Buffer().write(bytes);
    Optional<Cursor> next = EnvelopeReader.read(copy, itemsKey, RawPageDecoder::skip).next();
    WholeBody.requireExhausted(copy);
    return new DecodedPage<>(new RawPage(bytes, next), next);
  }

  private static Boolean skip(JsonReader reader) throws IOException {
    reader.skipValue();
    return true;
  }
}
