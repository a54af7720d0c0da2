package io.github.customerio4j.extract.io;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a row that are in no column, put together again as the JSON object they came from.
 */
public final class RemainingFields {
  /** The name of the column that takes the object. */
  public static final String COLUMN = "remaining_fields";

  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** The text of {@link #fields}, once somebody asked for it. */
  private byte @Nullable [] utf8;

  private record Leaf(boolean isString, String text) {}

  /** Makes the object empty. */
  public void clear() {
    if (!fields.isEmpty()) {
      fields.clear();
    }
    utf8 = null;
  }

  /** Whether the object has no fields. */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /**
   * Adds a field.
   *
   * @param keys the keys of the objects around it, then its own
   * @param isString whether the text is a string, else it is JSON
   */
  public void add(List<String> keys, boolean isString, String text) {
    Map<String, Object> object = fields;
    for (String key : keys.subList(0, keys.size() - 1)) {
      object = objectAt(object, key);
    }
    object.put(keys.get(keys.size() - 1), new Leaf(isString, text));
  }

  /**
   * Adds the fields of an object that was put together before.
   *
   * @param json the object as well-formed JSON
   */
  public void addAll(String json) {
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json))) {
      read(reader, fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(JsonReader reader, Map<String, Object> object) throws IOException {
    reader.beginObject();
    while (reader.hasNext()) {
      String key = reader.nextName();
      if (reader.peek() == JsonReader.Token.BEGIN_OBJECT) {
        Map<String, Object> inner = new LinkedHashMap<>();
        read(reader, inner);
        object.put(key, inner);
      } else {
        try (BufferedSource value = reader.nextSource()) {
          object.put(key, new Leaf(false, value.readUtf8()));
        }
      }
    }
    reader.endObject();
  }

  /** The object as JSON text. */
  public byte[] utf8() {
    byte[] text = utf8;
    if (text == null) {
      text = json();
      utf8 = text;
    }
    return text;
  }

  private byte[] json() {
    Buffer buffer = new Buffer();
    try (JsonWriter writer = JsonWriter.of(buffer)) {
      write(writer, fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.readByteArray();
  }

  @SuppressWarnings("unchecked") // Only this class fills the maps.
  private static Map<String, Object> objectAt(Map<String, Object> parent, String key) {
    Object child = parent.get(key);
    if (child instanceof Map) {
      return (Map<String, Object>) child;
    }
    Map<String, Object> object = new LinkedHashMap<>();
    parent.put(key, object);
    return object;
  }

  @SuppressWarnings("unchecked") // Only this class fills the maps.
  private static void write(JsonWriter writer, Map<String, Object> object) throws IOException {
    writer.beginObject();
    for (Map.Entry<String, Object> field : object.entrySet()) {
      writer.name(field.getKey());
      if (field.getValue() instanceof Leaf leaf) {
        if (leaf.isString()) {
          writer.value(leaf.text());
        } else {
          try (var raw = writer.valueSink()) {
            raw.writeUtf8(leaf.text());
          }
        }
      } else {
        write(writer, (Map<String, Object>) field.getValue());
      }
    }
    writer.endObject();
  }
}
