package io.github.customerio4j.extract.state;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import okio.Buffer;

/**
 * Reads JSON without conversions: a number is not accepted as a text, and a key may appear only
 * once. Every failure is a {@link StateException} that names the path and the value.
 */
final class StrictReader {

  private static final String REMEDY =
      " Correct it or put back an earlier state; or reset the state, and the next run fetches"
          + " everything again.";
  private static final int LONGEST_VALUE_SHOWN = 60;

  private final JsonReader reader;

  private StrictReader(JsonReader reader) {
    this.reader = reader;
  }

  /** Reads one field's value; it must consume exactly that. */
  @FunctionalInterface
  interface Field {
    void read(String name) throws IOException;
  }

  /** Reads one element of an array; it must consume exactly that. */
  @FunctionalInterface
  interface Element {
    void read() throws IOException;
  }

  /** Reads a whole document. */
  @FunctionalInterface
  interface Document<T> {
    T read(StrictReader reader) throws IOException;
  }

  /** Reads the text as one JSON document with nothing after it. */
  static <T> T read(String text, Document<T> document) {
    JsonReader json = JsonReader.of(new Buffer().writeUtf8(text));
    try {
      T result = document.read(new StrictReader(json));
      if (json.peek() != JsonReader.Token.END_DOCUMENT) {
        throw damaged(json.getPath(), "there is more text after the end.");
      }
      return result;
    } catch (JsonEncodingException | JsonDataException | EOFException e) {
      // Moshi's message is advice to Java programmers, so only its path is useful here.
      throw new StateException(
          message(json.getPath(), "this is not well-formed JSON, or it is cut off."), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the state from memory", e);
    }
  }

  /** An object; an empty array is one, too, because PHP writes an empty object so. */
  void object(Field field) throws IOException {
    if (reader.peek() == JsonReader.Token.BEGIN_ARRAY && isEmptyArray()) {
      reader.beginArray();
      reader.endArray();
      return;
    }
    expect(JsonReader.Token.BEGIN_OBJECT, "an object");
    reader.beginObject();
    Set<String> names = new HashSet<>();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (!names.add(name)) {
        throw damaged(reader.getPath(), "this key appears twice.");
      }
      field.read(name);
    }
    reader.endObject();
  }

  private boolean isEmptyArray() throws IOException {
    try (JsonReader ahead = reader.peekJson()) {
      ahead.beginArray();
      return !ahead.hasNext();
    }
  }

  void array(Element element) throws IOException {
    expect(JsonReader.Token.BEGIN_ARRAY, "an array");
    reader.beginArray();
    while (reader.hasNext()) {
      element.read();
    }
    reader.endArray();
  }

  /** A text that is not empty. */
  String text() throws IOException {
    return text("a text that is not empty", value -> !value.isEmpty());
  }

  /** A text that the rule accepts; {@code expected} describes such a text. */
  String text(String expected, Predicate<String> rule) throws IOException {
    expect(JsonReader.Token.STRING, expected);
    String path = path();
    String value = reader.nextString();
    if (!rule.test(value)) {
      throw damaged(path, "expected " + expected + ", found " + quoted(value) + ".");
    }
    return value;
  }

  List<String> texts() throws IOException {
    List<String> values = new ArrayList<>();
    array(() -> values.add(text()));
    return values;
  }

  /** A point in time as ISO 8601 in UTC. */
  Instant instant() throws IOException {
    String expected = "a time such as \"2026-01-31T00:00:00Z\"";
    expect(JsonReader.Token.STRING, expected);
    String path = path();
    String value = reader.nextString();
    try {
      return Instant.parse(value);
    } catch (DateTimeException e) {
      throw new StateException(
          message(path, "expected " + expected + ", found " + quoted(value) + "."), e);
    }
  }

  /** The number in its original spelling. */
  String number(String expected) throws IOException {
    expect(JsonReader.Token.NUMBER, expected);
    return reader.nextString();
  }

  /** Reads {@code null} if it is next; returns whether it was. */
  boolean takeNull() throws IOException {
    if (reader.peek() != JsonReader.Token.NULL) {
      return false;
    }
    reader.nextNull();
    return true;
  }

  void skip() throws IOException {
    reader.skipValue();
  }

  String path() {
    return reader.getPath();
  }

  static StateException damaged(String path, String why) {
    return new StateException(message(path, why));
  }

  static String quoted(String value) {
    return value.length() <= LONGEST_VALUE_SHOWN
        ? "\"" + value + "\""
        : "\"" + value.substring(0, LONGEST_VALUE_SHOWN) + "…\"";
  }

  private static String message(String path, String why) {
    return "Cannot read the state at " + path + ": " + why + REMEDY;
  }

  private void expect(JsonReader.Token token, String expected) throws IOException {
    if (reader.peek() != token) {
      String path = path();
      throw damaged(path, "expected " + expected + ", found " + next() + ".");
    }
  }

  private String next() throws IOException {
    return switch (reader.peek()) {
      case BEGIN_ARRAY -> "an array";
      case BEGIN_OBJECT -> "an object";
      case STRING -> "the text " + quoted(reader.nextString());
      case NUMBER -> "the number " + reader.nextString();
      case BOOLEAN -> String.valueOf(reader.nextBoolean());
      case NULL -> "null";
      case END_ARRAY, END_OBJECT, END_DOCUMENT, NAME -> "nothing";
    };
  }
}
