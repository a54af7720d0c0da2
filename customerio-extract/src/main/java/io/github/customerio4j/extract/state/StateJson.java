package io.github.customerio4j.extract.state;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a state, version 1:
 *
 * <pre>{@code
 * {"version":1,
 *  "tables":{"messages":{
 *    "primary_key":["id"],
 *    "columns":[{"name":"id","pointer":"/id"}],
 *    "watermarks":{"email":"2026-01-31T00:00:00Z"},
 *    "refreshed":{"email":{"P14D":"2026-01-31T00:00:00Z"}},
 *    "since":{"email":"2025-01-01T00:00:00Z"}}},
 *  "activity_tables":{"page":"activity_page"}}
 * }</pre>
 *
 * <p>Absent fields are empty and unknown fields are ignored, so that a field can be added without a
 * new version. Equal states give equal bytes.
 */
final class StateJson {

  private static final String TABLE_NAME = "[A-Za-z0-9_-]+";
  private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");

  private StateJson() {}

  static ExtractionState read(String text) {
    if (text.isBlank()) {
      return ExtractionState.empty();
    }
    // The keys may be in any order, so the form is detected before anything is read.
    Outline outline = StrictReader.read(text, StateJson::outline);
    if (outline.version() != null) {
      check(outline.version());
      return StrictReader.read(text, StateJson::state);
    }
    if (outline.keys().isEmpty()) {
      return ExtractionState.empty();
    }
    if (outline.keys().stream().anyMatch(LegacyState.KEYS::contains)) {
      return StrictReader.read(text, LegacyState::read);
    }
    throw StrictReader.damaged("$.version", "it is missing.");
  }

  static String write(ExtractionState state) {
    Buffer buffer = new Buffer();
    try (JsonWriter writer = JsonWriter.of(buffer)) {
      writer.beginObject();
      writer.name("version").value(ExtractionState.VERSION);
      writer.name("tables").beginObject();
      for (Map.Entry<String, TableState> table : new TreeMap<>(state.tables()).entrySet()) {
        writer.name(table.getKey());
        write(writer, table.getValue());
      }
      writer.endObject();
      writer.name("activity_tables").beginObject();
      for (Map.Entry<String, String> table : new TreeMap<>(state.activityTables()).entrySet()) {
        writer.name(table.getKey()).value(table.getValue());
      }
      writer.endObject();
      if (state.hashKey().isPresent()) {
        writer.name("hash_key").value(state.hashKey().get());
      }
      writer.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the state to memory", e);
    }
    return buffer.readUtf8();
  }

  private static void write(JsonWriter writer, TableState table) throws IOException {
    writer.beginObject();
    writer.name("primary_key").beginArray();
    for (String key : table.primaryKey()) {
      writer.value(key);
    }
    writer.endArray();
    write(writer.name("columns"), table.columns());
    if (!table.excluded().isEmpty()) {
      write(writer.name("excluded"), table.excluded());
    }
    writer.name("watermarks").beginObject();
    for (Map.Entry<String, Instant> chain : new TreeMap<>(table.watermarks()).entrySet()) {
      writer.name(chain.getKey()).value(chain.getValue().toString());
    }
    writer.endObject();
    writeRefreshed(writer, table);
    if (!table.since().isEmpty()) {
      writer.name("since").beginObject();
      for (Map.Entry<String, Instant> chain : new TreeMap<>(table.since()).entrySet()) {
        writer.name(chain.getKey()).value(chain.getValue().toString());
      }
      writer.endObject();
    }
    writer.endObject();
  }

  private static void writeRefreshed(JsonWriter writer, TableState table) throws IOException {
    if (table.refreshed().isEmpty()) {
      return;
    }
    writer.name("refreshed").beginObject();
    for (Map.Entry<String, Map<Duration, Instant>> chain :
        new TreeMap<>(table.refreshed()).entrySet()) {
      writer.name(chain.getKey()).beginObject();
      for (Map.Entry<Duration, Instant> tier : new TreeMap<>(chain.getValue()).entrySet()) {
        writer.name(age(tier.getKey())).value(tier.getValue().toString());
      }
      writer.endObject();
    }
    writer.endObject();
  }

  /** As ISO 8601 writes it; days stay days. */
  private static String age(Duration age) {
    boolean isWholeDays = age.equals(Duration.ofDays(age.toDays()));
    return isWholeDays ? "P" + age.toDays() + "D" : age.toString();
  }

  private static Duration age(StrictReader json, String text) {
    try {
      Duration age = Duration.parse(text);
      if (!age.isNegative() && !age.isZero()) {
        return age;
      }
    } catch (DateTimeParseException e) {
      // The same message as for an age of zero.
    }
    throw StrictReader.damaged(
        json.path(), "expected an age such as \"P14D\", found " + StrictReader.quoted(text) + ".");
  }

  private static void write(JsonWriter writer, List<KnownColumn> columns) throws IOException {
    writer.beginArray();
    for (KnownColumn column : columns) {
      writer.beginObject().name("name").value(column.name());
      if (column.pointer() != null) {
        writer.name("pointer").value(column.pointer());
      }
      writer.endObject();
    }
    writer.endArray();
  }

  private record Outline(Set<String> keys, @Nullable String version) {}

  private static Outline outline(StrictReader json) throws IOException {
    Set<String> keys = new HashSet<>();
    String[] version = new String[1];
    json.object(
        key -> {
          keys.add(key);
          if (key.equals("version")) {
            version[0] = json.number("a whole number");
          } else {
            json.skip();
          }
        });
    return new Outline(keys, version[0]);
  }

  private static void check(String version) {
    if (!version.matches("[1-9][0-9]{0,8}")) {
      throw StrictReader.damaged(
          "$.version", "expected a whole number from 1, found " + version + ".");
    }
    if (Integer.parseInt(version) > ExtractionState.VERSION) {
      throw new StateException(
          "Cannot read the state at $.version: it is in version "
              + version
              + ", this library reads up to "
              + ExtractionState.VERSION
              + ". Use the newer library that wrote it; or reset the state, and the next run"
              + " fetches everything again.");
    }
  }

  private static ExtractionState state(StrictReader json) throws IOException {
    ExtractionState.Builder state = ExtractionState.builder();
    json.object(
        key -> {
          switch (key) {
            case "tables" ->
                json.object(name -> state.putTables(tableName(json, name), table(json)));
            case "activity_tables" ->
                json.object(
                    type ->
                        state.putActivityTables(
                            type,
                            json.text(
                                "a table's name of letters, digits, - and _",
                                name -> name.matches(TABLE_NAME))));
            case "hash_key" -> state.hashKey(json.text());
            default -> json.skip();
          }
        });
    return state.build();
  }

  private static String tableName(StrictReader json, String name) {
    if (!name.matches(TABLE_NAME)) {
      throw StrictReader.damaged(json.path(), "a table's name has only letters, digits, - and _.");
    }
    return name;
  }

  private static TableState table(StrictReader json) throws IOException {
    TableState.Builder table = TableState.builder();
    Set<String> names = new HashSet<>();
    json.object(
        key -> {
          switch (key) {
            case "primary_key" -> table.addAllPrimaryKey(json.texts());
            case "columns" -> json.array(() -> table.addColumns(column(json, names)));
            // Several fields may be left out under one name.
            case "excluded" -> json.array(() -> table.addExcluded(column(json, new HashSet<>())));
            case "watermarks" -> json.object(chain -> table.putWatermarks(chain, json.instant()));
            case "refreshed" -> json.object(chain -> table.putRefreshed(chain, refreshTimes(json)));
            case "since" -> json.object(chain -> table.putSince(chain, json.instant()));
            default -> json.skip();
          }
        });
    return table.build();
  }

  private static Map<Duration, Instant> refreshTimes(StrictReader json) throws IOException {
    Map<Duration, Instant> times = new TreeMap<>();
    json.object(age -> times.put(age(json, age), json.instant()));
    return times;
  }

  private static KnownColumn column(StrictReader json, Set<String> names) throws IOException {
    String path = json.path();
    String[] column = new String[2];
    json.object(
        key -> {
          switch (key) {
            case "name" -> column[0] = json.text();
            case "pointer" -> column[1] = json.takeNull() ? null : pointer(json);
            default -> json.skip();
          }
        });
    String name = column[0];
    if (name == null) {
      throw StrictReader.damaged(path + ".name", "it is missing.");
    }
    if (!names.add(name.toLowerCase(Locale.ROOT))) {
      throw StrictReader.damaged(
          path + ".name", "column " + StrictReader.quoted(name) + " appears twice in its table.");
    }
    return new KnownColumn(name, column[1]);
  }

  private static String pointer(StrictReader json) throws IOException {
    return json.text("a JSON Pointer such as \"/metrics/sent\"", StateJson::isPointer);
  }

  private static boolean isPointer(String text) {
    return text.isEmpty() || (text.startsWith("/") && !BAD_ESCAPE.matcher(text).find());
  }
}
