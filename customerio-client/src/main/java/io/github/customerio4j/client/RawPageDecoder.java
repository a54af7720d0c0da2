package io.github.customerio4j.client;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.http.WholeBody;
import io.github.customerio4j.client.json.EnvelopeReader;
import io.github.customerio4j.client.paging.DecodedPage;
import io.github.customerio4j.client.paging.PageDecoder;
import io.github.customerio4j.client.paging.RawPage;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;

/** Keeps the bytes of a page; parses them only to find the cursor and to detect damage. */
record RawPageDecoder(String itemsKey) implements PageDecoder<RawPage> {
  @Override
  public DecodedPage<RawPage> decode(BufferedSource body) throws IOException {
    ByteString bytes = body.readByteString();
    Buffer copy = new Buffer().write(bytes);
    DecodedPage<Optional<Integer>> page =
        EnvelopeReader.read(copy, itemsKey, RawPageDecoder::count);
    WholeBody.requireExhausted(copy);
    return new DecodedPage<>(
        new RawPage(bytes, page.next()), page.next(), OptionalInt.of(page.content().orElse(0)));
  }

  private static Integer count(JsonReader reader) throws IOException {
    int items = 0;
    reader.beginArray();
    while (reader.hasNext()) {
      reader.skipValue();
      items++;
    }
    reader.endArray();
    return items;
  }
}
