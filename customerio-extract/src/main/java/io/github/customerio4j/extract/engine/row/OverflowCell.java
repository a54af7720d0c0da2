package io.github.customerio4j.extract.engine.row;

import com.squareup.moshi.JsonWriter;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.sink.CellKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** The fields of a row that got no column, put together again as the JSON object they came from. */
public final class OverflowCell {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** The text of {@link #fields}, once somebody asked for it. */
  private byte @Nullable [] utf8;

  private record Leaf(CellKind kind, String text) {}

  public void clear() {
    if (!fields.isEmpty()) {
      fields.clear();
    }
    utf8 = null;
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /**
   * Adds a cell that has no column.
   *
   * @param text the cell's text; for {@link CellKind#NULL} it does not matter
   */
  public void add(String pointer, CellKind kind, String text) {
    List<String> keys = ColumnPath.parse(pointer).keys();
    Map<String, Object> object = fields;
    for (String key : keys.subList(0, keys.size() - 1)) {
      object = objectAt(object, key);
    }
    object.put(keys.get(keys.size() - 1), new Leaf(kind, kind == CellKind.NULL ? "null" : text));
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
        if (leaf.kind() == CellKind.STRING) {
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
