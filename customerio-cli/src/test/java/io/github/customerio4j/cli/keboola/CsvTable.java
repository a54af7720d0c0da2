package io.github.customerio4j.cli.keboola;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A table as another program reads it: the CSV of RFC 4180 by another reader than the extraction's,
 * and the classic form of the manifest.
 *
 * @param header the columns' names
 * @param rows the cells that are not null, by column
 * @param pointers the JSON Pointer behind each column, by its name
 */
public record CsvTable(
    List<String> header, List<Map<String, String>> rows, Map<String, String> pointers) {

  public static CsvTable read(String csv, String manifest) {
    List<List<@Nullable String>> lines = lines(csv);
    List<String> header = new ArrayList<>();
    lines.get(0).forEach(name -> header.add(String.valueOf(name)));
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<@Nullable String> line : lines.subList(1, lines.size())) {
      if (line.size() != header.size()) {
        throw new AssertionError("a row has " + line.size() + " cells under " + header);
      }
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < line.size(); i++) {
        String cell = line.get(i);
        if (cell != null) {
          row.put(header.get(i), cell);
        }
      }
      rows.add(row);
    }
    return new CsvTable(header, rows, pointers(manifest));
  }

  int size() {
    return rows.size();
  }

  /** The rows by JSON Pointer instead of column name. */
  public List<Map<String, String>> records() {
    List<Map<String, String>> records = new ArrayList<>();
    for (Map<String, String> row : rows) {
      Map<String, String> record = new HashMap<>();
      row.forEach((column, cell) -> record.put(pointers.getOrDefault(column, column), cell));
      records.add(record);
    }
    return records;
  }

  /** The rows of {@link #records}, by the cells of these columns. */
  Map<String, Map<String, String>> byPointer(String... keys) {
    Map<String, Map<String, String>> found = new HashMap<>();
    for (Map<String, String> record : records()) {
      List<String> key = new ArrayList<>();
      for (String pointer : keys) {
        key.add(String.valueOf(record.get(pointer)));
      }
      if (found.put(String.join("|", key), record) != null) {
        throw new AssertionError("two rows have the key " + key);
      }
    }
    return found;
  }

  /** The cells of a column; null for an empty cell. */
  List<@Nullable String> column(String name) {
    List<@Nullable String> cells = new ArrayList<>();
    rows.forEach(row -> cells.add(row.get(name)));
    return cells;
  }

  private static Map<String, String> pointers(String manifest) {
    Map<String, String> pointers = new HashMap<>();
    try (JsonReader json = JsonReader.of(new Buffer().writeUtf8(manifest))) {
      if (!(json.readJsonValue() instanceof Map<?, ?> root)
          || !(root.get("column_metadata") instanceof Map<?, ?> columns)) {
        return pointers;
      }
      columns.forEach(
          (column, metadata) -> {
            for (Object entry : (List<?>) metadata) {
              Map<?, ?> pair = (Map<?, ?>) entry;
              if ("customerio.json_pointer".equals(pair.get("key"))) {
                pointers.put(column.toString(), String.valueOf(pair.get("value")));
              }
            }
          });
      return pointers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cells of each line; an empty field without quotes is null. */
  private static List<List<@Nullable String>> lines(String csv) {
    List<List<@Nullable String>> lines = new ArrayList<>();
    List<@Nullable String> line = new ArrayList<>();
    int at = 0;
    while (at < csv.length()) {
      int end;
      if (csv.charAt(at) == '"') {
        end = closingQuote(csv, at + 1);
        line.add(csv.substring(at + 1, end).replace("\"\"", "\""));
        end++;
      } else {
        end = at;
        while (csv.charAt(end) != ',' && csv.charAt(end) != '\n') {
          end++;
        }
        line.add(end == at ? null : csv.substring(at, end));
      }
      if (csv.charAt(end) == '\n') {
        lines.add(line);
        line = new ArrayList<>();
      } else if (csv.charAt(end) != ',') {
        throw new AssertionError("unexpected text behind a quote: " + csv.substring(at, end + 1));
      } else if (csv.charAt(end + 1) == '\n') {
        line.add(null);
        lines.add(line);
        line = new ArrayList<>();
        end++;
      }
      at = end + 1;
    }
    return lines;
  }

  private static int closingQuote(String csv, int from) {
    int at = from;
    while (true) {
      if (csv.charAt(at) != '"') {
        at++;
      } else if (csv.charAt(at + 1) == '"') {
        at += 2;
      } else {
        return at;
      }
    }
  }
}
