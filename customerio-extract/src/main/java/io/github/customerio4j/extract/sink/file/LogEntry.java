package io.github.customerio4j.extract.sink.file;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okio.Buffer;

/**
 * A commit of a run: an object of the log. It has all that is needed to finish the run and to read
 * the tables, so that nobody needs an entry before the last one.
 *
 * @param number its place in the log, from 1
 * @param run whose commit it is
 * @param time when it was made
 * @param layout where the run's files are
 * @param extension the format of the files
 * @param workspace whose tables these are, if they have a column for it
 * @param adds the files that the run made, in the order in which they are copied into place
 * @param removals the keys that no longer belong to a table
 * @param tables the files of each table after this commit, the oldest first; of all tables
 * @param state the state that belongs to the tables
 */
record LogEntry(
    long number,
    String run,
    Instant time,
    ObjectSink.Layout layout,
    String extension,
    Optional<String> workspace,
    List<Add> adds,
    List<String> removals,
    Map<String, List<TableFile>> tables,
    String state) {

  private static final int VERSION = 1;

  /**
   * A file that a run made.
   *
   * @param from the key of the staged file; empty if the file was uploaded to its own key
   */
  record Add(String table, String key, Optional<String> from, long bytes) {}

  /**
   * A file of a table.
   *
   * @param companions the ends of the keys of the files that accompany it, after its own key
   */
  record TableFile(String key, long bytes, List<String> companions) {
    /** The keys of the file and of those that accompany it. */
    List<String> keys() {
      List<String> keys = new ArrayList<>(List.of(key));
      companions.forEach(end -> keys.add(key + end));
      return keys;
    }
  }

  /** The folder in which the run staged its files. */
  StagedRun stagedRun() {
    return new StagedRun(number, run);
  }

  /** The keys of all files of all tables. */
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    tables.values().forEach(files -> files.forEach(file -> keys.addAll(file.keys())));
    return keys;
  }

  /** Whether a staged object is one of this commit's. */
  boolean isStagedBy(String key) {
    Optional<StagedRun> by = StagedRun.of(key);
    Optional<String> uploaded = by.flatMap(staged -> staged.uploaded(key));
    return by.equals(Optional.of(stagedRun()))
        || adds.stream()
            .anyMatch(
                add ->
                    add.from().equals(Optional.of(key)) || uploaded.equals(Optional.of(add.key())));
  }

  /** A next entry that changes the state alone. It takes over what is not yet finished. */
  LogEntry withState(String newRun, Instant now, String newState, boolean isFinished) {
    return new LogEntry(
        number + 1,
        newRun,
        now,
        layout,
        extension,
        workspace,
        isFinished ? List.of() : adds,
        removals,
        tables,
        newState);
  }

  byte[] toJson() throws IOException {
    Buffer buffer = new Buffer();
    try (JsonWriter json = JsonWriter.of(buffer)) {
      json.beginObject();
      json.name("version").value(VERSION);
      json.name("run").value(run);
      json.name("time").value(time.toString());
      json.name("layout").value(layout.name());
      json.name("format").value(extension);
      if (workspace.isPresent()) {
        json.name("workspace").value(workspace.get());
      }
      json.name("adds").beginArray();
      for (Add add : adds) {
        json.beginObject();
        json.name("table").value(add.table());
        json.name("key").value(add.key());
        if (add.from().isPresent()) {
          json.name("from").value(add.from().get());
        }
        json.name("bytes").value(add.bytes());
        json.endObject();
      }
      json.endArray();
      writeTexts(json.name("removals"), removals);
      json.name("tables").beginObject();
      for (Map.Entry<String, List<TableFile>> table : tables.entrySet()) {
        json.name(table.getKey()).beginArray();
        for (TableFile file : table.getValue()) {
          json.beginObject();
          json.name("key").value(file.key());
          json.name("bytes").value(file.bytes());
          if (!file.companions().isEmpty()) {
            writeTexts(json.name("companions"), file.companions());
          }
          json.endObject();
        }
        json.endArray();
      }
      json.endObject();
      json.name("state").value(state);
      json.endObject();
    }
    return buffer.readByteArray();
  }

  /**
   * Reads an entry.
   *
   * @throws IOException if it is damaged, or of a later version
   * @throws com.squareup.moshi.JsonDataException if it is damaged
   * @throws IllegalArgumentException if it is damaged
   */
  static LogEntry parse(long number, byte[] content) throws IOException {
    try (JsonReader json = JsonReader.of(new Buffer().write(content))) {
      Draft draft = new Draft();
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "version" -> draft.version = json.nextInt();
          case "run" -> draft.run = json.nextString();
          case "time" -> draft.time = time(json.nextString());
          case "layout" -> draft.layout = ObjectSink.Layout.valueOf(json.nextString());
          case "format" -> draft.extension = json.nextString();
          case "workspace" -> draft.workspace = Optional.of(json.nextString());
          case "adds" -> readAdds(json, draft.adds);
          case "removals" -> draft.removals = readTexts(json);
          case "tables" -> readTables(json, draft.tables);
          case "state" -> draft.state = json.nextString();
          default -> json.skipValue();
        }
      }
      json.endObject();
      return draft.entry(number);
    }
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("time " + text, e);
    }
  }

  private static final class Draft {
    private final List<Add> adds = new ArrayList<>();
    private final Map<String, List<TableFile>> tables = new LinkedHashMap<>();
    private int version;
    private String run = "";
    private Instant time = Instant.EPOCH;
    private ObjectSink.Layout layout = ObjectSink.Layout.PLACE;
    private String extension = "";
    private Optional<String> workspace = Optional.empty();
    private List<String> removals = List.of();
    private String state = "";

    LogEntry entry(long number) throws IOException {
      if (version != VERSION || run.isEmpty()) {
        throw new IOException(
            "it has version " + version + ", and this program reads version " + VERSION);
      }
      return new LogEntry(
          number, run, time, layout, extension, workspace, adds, removals, tables, state);
    }
  }

  private static void readAdds(JsonReader json, List<Add> adds) throws IOException {
    json.beginArray();
    while (json.hasNext()) {
      String table = "";
      String key = "";
      Optional<String> from = Optional.empty();
      long bytes = 0;
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "table" -> table = json.nextString();
          case "key" -> key = json.nextString();
          case "from" -> from = Optional.of(json.nextString());
          case "bytes" -> bytes = json.nextLong();
          default -> json.skipValue();
        }
      }
      json.endObject();
      adds.add(new Add(table, key, from, bytes));
    }
    json.endArray();
  }

  private static void readTables(JsonReader json, Map<String, List<TableFile>> tables)
      throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      String table = json.nextName();
      List<TableFile> files = new ArrayList<>();
      json.beginArray();
      while (json.hasNext()) {
        String key = "";
        long bytes = 0;
        List<String> companions = List.of();
        json.beginObject();
        while (json.hasNext()) {
          switch (json.nextName()) {
            case "key" -> key = json.nextString();
            case "bytes" -> bytes = json.nextLong();
            case "companions" -> companions = readTexts(json);
            default -> json.skipValue();
          }
        }
        json.endObject();
        files.add(new TableFile(key, bytes, companions));
      }
      json.endArray();
      tables.put(table, files);
    }
    json.endObject();
  }

  private static void writeTexts(JsonWriter json, List<String> texts) throws IOException {
    json.beginArray();
    for (String text : texts) {
      json.value(text);
    }
    json.endArray();
  }

  private static List<String> readTexts(JsonReader json) throws IOException {
    List<String> texts = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      texts.add(json.nextString());
    }
    json.endArray();
    return texts;
  }
}
