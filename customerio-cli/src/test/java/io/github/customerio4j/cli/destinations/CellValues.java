package io.github.customerio4j.cli.destinations;

import com.squareup.moshi.JsonReader;
import io.github.customerio4j.cli.keboola.FlatRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import okio.Buffer;

/** Cells in a normal form, for destinations that keep values but not their spelling. */
final class CellValues {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");

  private CellValues() {}

  static Map<String, String> normal(Map<String, String> cells) {
    Map<String, String> normal = new HashMap<>(cells);
    normal.replaceAll((pointer, text) -> normal(text));
    return normal;
  }

  /** The cells of a record by JSON Pointer, in normal form. */
  static Map<String, String> ofRecord(String record) {
    Map<String, String> cells = new HashMap<>();
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(record))) {
      walk(reader, "", cells);
    } catch (IOException e) {
      throw new UncheckedIOException(record, e);
    }
    return cells;
  }

  private static void walk(JsonReader reader, String pointer, Map<String, String> cells)
      throws IOException {
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        reader.beginObject();
        if (!reader.hasNext()) {
          cells.put(pointer, "{}");
        }
        while (reader.hasNext()) {
          walk(reader, pointer + FlatRecord.pointer(reader.nextName()), cells);
        }
        reader.endObject();
      }
      case BEGIN_ARRAY -> cells.put(pointer, json(reader));
      case BOOLEAN -> cells.put(pointer, String.valueOf(reader.nextBoolean()));
      case NULL -> reader.nextNull();
      default -> cells.put(pointer, normal(reader.nextString()));
    }
  }

  static String normal(String text) {
    if (NUMBER.matcher(text).matches()) {
      BigDecimal number = new BigDecimal(text);
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    if (!text.startsWith("[") && !text.startsWith("{")) {
      return text;
    }
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
      return json(reader);
    } catch (IOException e) {
      return text;
    } catch (RuntimeException e) {
      throw new UncheckedIOException(new IOException(text, e));
    }
  }

  /**
   * JSON with the members of objects sorted by name, because some databases do not keep the order.
   */
  private static String json(JsonReader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        Map<String, String> members = new TreeMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
          members.put(reader.nextName(), json(reader));
        }
        reader.endObject();
        text.append(members);
      }
      case BEGIN_ARRAY -> {
        text.append('[');
        reader.beginArray();
        while (reader.hasNext()) {
          text.append(json(reader)).append(';');
        }
        reader.endArray();
        text.append(']');
      }
      case STRING -> text.append('<').append(reader.nextString()).append('>');
      case BOOLEAN -> text.append(reader.nextBoolean());
      case NULL -> text.append(String.valueOf(reader.<Object>nextNull()));
      default -> text.append(normal(reader.nextString()));
    }
    return text.toString();
  }
}
