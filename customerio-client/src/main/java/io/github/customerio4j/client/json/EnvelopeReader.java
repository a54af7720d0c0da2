package io.github.customerio4j.client.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.customerio4j.client.error.MalformedBodyException;
import io.github.customerio4j.client.error.UnexpectedBodyException;
import io.github.customerio4j.client.paging.Cursor;
import io.github.customerio4j.client.paging.DecodedPage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the object around a list: {@code {"messages":[…],"next":"…"}}. An absent or null list is an
 * empty one, unless the object holds something else instead. An object that says {@code
 * "success":false} is an error, whatever else it holds.
 */
public final class EnvelopeReader {
  /** Reads the array of items; the reader is positioned before it. */
  @FunctionalInterface
  public interface ItemsReader<R> {
    public R read(JsonReader reader) throws IOException;
  }

  private EnvelopeReader() {}

  /**
   * Reads one body to its end.
   *
   * @return the result of the items reader, empty if there is no list, and the next cursor
   */
  public static <R> DecodedPage<Optional<R>> read(
      BufferedSource body, String itemsKey, ItemsReader<R> items) throws IOException {
    JsonReader reader = StrictJson.reader(body);
    requireToken(reader, JsonReader.Token.BEGIN_OBJECT);
    R list = null;
    boolean isListed = false;
    Optional<Cursor> next = Optional.empty();
    boolean failure = false;
    Optional<String> suspect = Optional.empty();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (name.equals(itemsKey)) {
        isListed = true;
        list = readItems(reader, items, list);
      } else if (name.equals("next")) {
        next = cursor(reader);
      } else if (name.equals("errors") || name.equals("error") || name.equals("meta")) {
        failure |= isFailure(name, JsonTree.read(reader));
      } else if (name.equals("success") || name.equals("ok")) {
        requireSuccess(name, JsonTree.read(reader));
      } else if (skipsSomething(reader)) {
        suspect = Optional.of(name);
      }
    }
    reader.endObject();
    StrictJson.requireEnd(reader);
    if (list == null && failure) {
      throw new MalformedBodyException("there is an error instead of '" + itemsKey + "'");
    }
    if (!isListed && suspect.isPresent()) {
      throw new MalformedBodyException(
          "expected a list under '" + itemsKey + "', found '" + suspect.get() + "'");
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
      throw new MalformedBodyException("a second list at path " + reader.getPath());
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
    return switch (name) {
      case "errors" -> value != null;
      case "error" -> saysSomething(value);
      default -> value instanceof Map<?, ?> meta && saysSomething(meta.get("error"));
    };
  }

  private static boolean saysSomething(@Nullable Object value) {
    return value != null && !value.equals("") && !value.equals(false);
  }

  /**
   * Checks that the object that comes next, which has no envelope, does not report a failure.
   *
   * @param reader stays where it is
   */
  static void requireNoFailure(JsonReader reader) throws IOException {
    requireToken(reader, JsonReader.Token.BEGIN_OBJECT);
    try (JsonReader ahead = reader.peekJson()) {
      ahead.beginObject();
      while (ahead.hasNext()) {
        String name = ahead.nextName();
        switch (name) {
          case "success", "ok" -> requireSuccess(name, JsonTree.read(ahead));
          case "errors" -> {
            if (isFailure(name, JsonTree.read(ahead))) {
              throw new UnexpectedBodyException("there is an error instead of the object");
            }
          }
          default -> ahead.skipValue();
        }
      }
    }
  }

  private static void requireSuccess(String name, @Nullable Object value)
      throws UnexpectedBodyException {
    String text = String.valueOf(value);
    if (text.equals("false") || text.equals("0")) {
      throw new UnexpectedBodyException(
          "the API says that the request failed: " + name + " is " + text);
    }
  }

  /** Skips a value; false if it is null, false, 0 or empty. */
  private static boolean skipsSomething(JsonReader reader) throws IOException {
    switch (reader.peek()) {
      case BEGIN_ARRAY -> {
        reader.beginArray();
        boolean isFull = reader.hasNext();
        while (reader.hasNext()) {
          reader.skipValue();
        }
        reader.endArray();
        return isFull;
      }
      case BEGIN_OBJECT -> {
        reader.beginObject();
        boolean isFull = reader.hasNext();
        while (reader.hasNext()) {
          reader.skipName();
          reader.skipValue();
        }
        reader.endObject();
        return isFull;
      }
      default -> {
        Object value = JsonTree.read(reader);
        return saysSomething(value) && !String.valueOf(value).equals("0");
      }
    }
  }
}
