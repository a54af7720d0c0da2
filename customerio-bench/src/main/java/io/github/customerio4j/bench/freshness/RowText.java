package io.github.customerio4j.bench.freshness;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.extract.sink.Row;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A row as one text: the columns that have a value, by name, so that rows with the same cells are
 * equal, in whatever order a run writes its columns.
 */
final class RowText {
  private RowText() {}

  /** The text of a row that a run writes. */
  static String of(Row row, String[] names, int[] byName) {
    StringBuilder text = new StringBuilder(1_024);
    for (int column : byName) {
      String cell = row.text(column);
      if (cell != null) {
        append(text, names[column], cell);
      }
    }
    return text.toString();
  }

  /**
   * The text of the row that a message has to become: a column for each field, and for each field
   * of an object within it.
   */
  static String of(String message) {
    Map<String, String> cells = new TreeMap<>();
    try (JsonReader json = JsonReader.of(new Buffer().writeUtf8(message))) {
      read(json, "", cells);
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot read the sandbox's message: " + e, e);
    }
    StringBuilder text = new StringBuilder(1_024);
    cells.forEach((name, cell) -> append(text, name, cell));
    return text.toString();
  }

  private static void read(JsonReader json, String path, Map<String, String> cells)
      throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      String name = path + json.nextName();
      if (json.peek() == JsonReader.Token.BEGIN_OBJECT) {
        read(json, name + "_", cells);
      } else {
        @Nullable String cell = cell(json);
        if (cell != null) {
          cells.put(name, cell);
        }
      }
    }
    json.endObject();
  }

  private static @Nullable String cell(JsonReader json) throws IOException {
    return switch (json.peek()) {
      case NULL -> json.nextNull();
      case BOOLEAN -> String.valueOf(json.nextBoolean());
      default -> json.nextString();
    };
  }

  private static void append(StringBuilder text, String name, String cell) {
    text.append(name).append('=').append(cell).append('\n');
  }
}
