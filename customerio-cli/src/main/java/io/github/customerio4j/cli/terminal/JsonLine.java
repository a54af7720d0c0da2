package io.github.customerio4j.cli.terminal;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okio.Buffer;

/**
 * One JSON object on one line, written member by member. Not thread-safe; {@link #text} ends it.
 */
public final class JsonLine {
  private final Buffer buffer = new Buffer();
  private final JsonWriter json = JsonWriter.of(buffer);

  public JsonLine() {
    write(JsonWriter::beginObject);
  }

  /** What happened, and when. */
  public static JsonLine event(Instant at, String level, String event) {
    return new JsonLine().add("time", at.toString()).add("level", level).add("event", event);
  }

  /** A piece of JSON being written to memory, which does not fail. */
  @FunctionalInterface
  public interface Piece {
    Object writeTo(JsonWriter json) throws IOException;
  }

  private JsonLine write(Piece piece) {
    try {
      piece.writeTo(json);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write JSON to memory", e);
    }
  }

  public JsonLine add(String name, String value) {
    return write(json -> json.name(name).value(value));
  }

  public JsonLine add(String name, long value) {
    return write(json -> json.name(name).value(value));
  }

  public JsonLine add(String name, double value) {
    return write(
        json ->
            value == Math.rint(value)
                ? json.name(name).value((long) value)
                : json.name(name).value(value));
  }

  public JsonLine add(String name, List<String> values) {
    return write(
        json -> {
          json.name(name).beginArray();
          for (String value : values) {
            json.value(value);
          }
          return json.endArray();
        });
  }

  /** Any value, written by the caller. */
  public JsonLine add(String name, Piece value) {
    return write(json -> value.writeTo(json.name(name)));
  }

  /** Seconds, to the millisecond. */
  public JsonLine addSeconds(String name, Duration duration) {
    return addRounded(name, duration.toMillis() / 1000.0);
  }

  /** With three decimals. */
  public JsonLine addRounded(String name, double value) {
    return write(json -> json.name(name).value(Math.round(value * 1000) / 1000.0));
  }

  /** The object, closed. */
  public String text() {
    write(JsonWriter::endObject);
    return buffer.readUtf8();
  }
}
