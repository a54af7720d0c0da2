package io.github.customerio4j.cli.keboola;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import okio.Buffer;

/**
 * The expected cells of a record, by JSON Pointer. It is read by another parser than that of the
 * extraction, so that the two check each other.
 */
public final class FlatRecord {
  private final Set<String> whole;
  private final Map<String, String> cells = new HashMap<>();

  private FlatRecord(Set<String> whole) {
    this.whole = whole;
  }

  /**
   * Flattens a record.
   *
   * @param whole pointers of the values that stay JSON
   */
  public static Map<String, String> of(String json, Set<String> whole) {
    FlatRecord record = new FlatRecord(whole);
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json))) {
      record.walk(reader, "");
      return record.cells;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Map<String, String> of(String json) {
    return of(json, Set.of());
  }

  public static String pointer(String key) {
    return "/" + key.replace("~", "~0").replace("/", "~1");
  }

  /** A canonical form of JSON, to compare texts whose escapes differ. */
  public static String canonical(String json) {
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json))) {
      return canonical(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void walk(JsonReader reader, String pointer) throws IOException {
    if (whole.contains(pointer) && reader.peek() != JsonReader.Token.NULL) {
      cells.put(pointer, canonical(reader));
      return;
    }
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        reader.beginObject();
        if (!reader.hasNext()) {
          cells.put(pointer, "{}");
        }
        while (reader.hasNext()) {
          walk(reader, pointer + pointer(reader.nextName()));
        }
        reader.endObject();
      }
      case BEGIN_ARRAY -> cells.put(pointer, canonical(reader));
      case BOOLEAN -> cells.put(pointer, String.valueOf(reader.nextBoolean()));
      case NULL -> reader.nextNull();
      default -> cells.put(pointer, reader.nextString());
    }
  }

  private static String canonical(JsonReader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        reader.beginObject();
        text.append('{');
        while (reader.hasNext()) {
          text.append('<').append(reader.nextName()).append(">:").append(canonical(reader));
        }
        reader.endObject();
        text.append('}');
      }
      case BEGIN_ARRAY -> {
        reader.beginArray();
        text.append('[');
        while (reader.hasNext()) {
          text.append(canonical(reader)).append(';');
        }
        reader.endArray();
        text.append(']');
      }
      case STRING -> text.append('<').append(reader.nextString()).append('>');
      case BOOLEAN -> text.append(reader.nextBoolean());
      case NULL -> text.append(String.valueOf(reader.<Object>nextNull()));
      default -> text.append(reader.nextString());
    }
    return text.toString();
  }
}
