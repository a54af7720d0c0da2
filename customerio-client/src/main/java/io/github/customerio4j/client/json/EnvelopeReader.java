package io.github.customerio4j.client.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the object around a list: {@code {"messages":[…],"next":"…"}}. An absent or null list is an
 * empty one, unless the object reports an error.
 */
public final class EnvelopeReader {
  /** Reads the array of items; the reader is positioned before it. */
  @FunctionalInterface
  public interface ItemsReader<R> {
    public R read(JsonReader reader) throws IOException;
  }

  private EnvelopeReader() {}

  /**
   * Reads one body to the end of its object.
   *
   * @return the result of the items reader, empty if there is no list, and the next cursor
   */
  public static <R> DecodedPage<Optional<R>> read(
      BufferedSource body, String itemsKey, ItemsReader<R> items) throws IOException {
    JsonReader reader = JsonReader.of(body);
    requireToken(reader, JsonReader.Token.BEGIN_OBJECT);
    R list = null;
    Optional<Cursor> next = Optional.empty();
    boolean failure = false;
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (name.equals(itemsKey)) {
        list = readItems(reader, items, list);
      } else if (name.equals("next")) {
        next = cursor(reader);
      } else if (name.equals("errors") || name.equals("meta")) {
        failure |= isFailure(name, JsonTree.read(reader));
      } else {
        reader.skipValue();
      }
    }
    reader.endObject();
    if (list == null && failure) {
      throw new MalformedBodyException("there is an error instead of '" + itemsKey + "'");
    }
    return new DecodedPage<>(Optional.ofNullable(list), next);
  }

  public static void requireToken(JsonReader reader, JsonReader.Token expected) throws IOException {
    JsonReader.Token token = reader.peek();
    if (token != expected) {
      throw new JsonDataException(
          "Expected " + expected + " but was " + token + " at path " + reader.getPath());
    }
  }

  private static <R> @Nullable R readItems(
      JsonReader reader, ItemsReader<R> items, @Nullable R previous) throws IOException {
    if (previous != null) {
      throw new JsonDataException("A second list at path " + reader.getPath());
    }
    if (reader.peek() == JsonReader.Token.NULL) {
      reader.nextNull();
      return null;
    }
    requireToken(reader, JsonReader.Token.BEGIN_ARRAY);
    return items.read(reader);
  }

  private static Optional<Cursor> cursor(JsonReader reader) throws IOException {
    switch (reader.peek()) {
      case NULL -> {
        reader.nextNull();
        return Optional.empty();
      }
      case STRING, NUMBER -> {
        return Optional.of(reader.nextString()).filter(text -> !text.isEmpty()).map(Cursor::new);
      }
      default -> throw new JsonDataException("Expected a cursor at path " + reader.getPath());
    }
  }

  private static boolean isFailure(String name, @Nullable Object value) {
    return name.equals("errors")
        ? value != null
        : value instanceof Map<?, ?> meta && meta.get("error") != null;
  }
}
