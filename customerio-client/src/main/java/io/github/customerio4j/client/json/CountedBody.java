package io.github.customerio4j.client.json;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.PagingStyle;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import okio.Buffer;
import okio.BufferedSource;
import okio.HashingSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * What the client must know of a page that has no cursor. Only lists whose pages or items are
 * counted are read this way; they are short.
 *
 * @param items the number of its items
 * @param isEmpty whether it has nothing in any list; some pages have items of another kind only
 * @param total the number of items of the whole list, if the page says so
 * @param digest a hash of all that it lists
 */
public record CountedBody(int items, boolean isEmpty, OptionalLong total, long digest) {

  /** Reads a body without changing it. */
  public static CountedBody read(Buffer body, String itemsKey) throws IOException {
    JsonReader reader = JsonReader.of(body.peek());
    EnvelopeReader.requireToken(reader, JsonReader.Token.BEGIN_OBJECT);
    HashingSink hash = HashingSink.sha256(Okio.blackhole());
    int items = 0;
    int all = 0;
    OptionalLong total = OptionalLong.empty();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (reader.peek() == JsonReader.Token.BEGIN_ARRAY) {
        int count = hashItems(reader, hash);
        all += count;
        items += name.equals(itemsKey) ? count : 0;
      } else if (name.equals("meta")) {
        total = total(JsonTree.read(reader));
      } else {
        reader.skipValue();
      }
    }
    reader.endObject();
    return new CountedBody(items, all == 0, total, hash.hash().asByteBuffer().getLong());
  }

  private static int hashItems(JsonReader reader, HashingSink hash) throws IOException {
    int items = 0;
    Buffer separator = new Buffer();
    reader.beginArray();
    while (reader.hasNext()) {
      try (BufferedSource item = reader.nextSource()) {
        item.readAll(hash);
      }
      hash.write(separator.writeByte(','), 1);
      items++;
    }
    reader.endArray();
    return items;
  }

  private static OptionalLong total(@Nullable Object meta) {
    if (meta instanceof Map<?, ?> all
        && all.get("pagination") instanceof Map<?, ?> pagination
        && pagination.get("total") instanceof BigDecimal total) {
      return OptionalLong.of(total.longValue());
    }
    return OptionalLong.empty();
  }

  /**
   * Where the next page starts; empty after a page whose position is a text, because it cannot be
   * counted on.
   *
   * @param at where this page starts; empty for the first one
   * @param read the number of items of the pages before it, if the list was read from its start
   */
  public Optional<Cursor> next(PagingStyle style, Optional<Cursor> at, OptionalLong read) {
    // A total that is smaller than the page is wrong, such as a 0 beside records.
    boolean isWhole =
        total.isPresent()
            && total.getAsLong() >= items
            && read.isPresent()
            && read.getAsLong() + items >= total.getAsLong();
    if (isEmpty || isWhole || at.filter(CountedBody::isText).isPresent()) {
      return Optional.empty();
    }
    long position = at.map(cursor -> Long.parseLong(cursor.value())).orElse(first(style));
    long length = style == PagingStyle.PAGE_NUMBER ? 1 : items;
    return Optional.of(new Cursor(String.valueOf(position + length)));
  }

  /** Whether a cursor is no number, so that it has to be followed as it is. */
  public static boolean isText(Cursor cursor) {
    return !cursor.value().matches("[0-9]{1,18}");
  }

  private static long first(PagingStyle style) {
    return style == PagingStyle.PAGE_NUMBER ? 1 : 0;
  }
}
