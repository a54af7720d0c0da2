package io.github.customerio4j.extract.record;

import com.squareup.moshi.JsonWriter;
import io.github.customerio4j.extract.table.ColumnPath;
import io.github.customerio4j.extract.write.CellKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;

/** The fields of a row that got no column, put together again as the JSON object they came from. */
final class OverflowCell {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private record Leaf(CellKind kind, String text) {}

  void clear() {
    fields.clear();
  }

  boolean isEmpty() {
    return fields.isEmpty();
  }

  void add(String pointer, CellKind kind, String text) {
    List<String> keys = ColumnPath.parse(pointer).keys();
    Map<String, Object> object = fields;
    for (String key : keys.subList(0, keys.size() - 1)) {
      object = objectAt(object, key);
    }
    object.put(keys.get(keys.size() - 1), new Leaf(kind, text));
  }

  String json() {
    Buffer buffer = new Buffer();
    try (JsonWriter writer = JsonWriter.of(buffer)) {
      write(writer, fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.readUtf8();
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
