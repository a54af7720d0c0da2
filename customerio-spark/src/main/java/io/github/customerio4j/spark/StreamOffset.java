package io.github.customerio4j.spark;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import okio.Buffer;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream is, in Spark's checkpoint. What a batch reads follows from the offsets of its
 * start and of its end alone, so that a batch that is repeated asks for the same.
 */
final class StreamOffset extends Offset {
  private static final int VERSION = 1;

  private final String table;
  private final long overlapSeconds;
  private final SortedMap<String, Progress> workspaces;

  /**
   * How far a workspace is. All times are seconds since 1970.
   *
   * @param since the oldest that is ever read; null for all
   * @param until the newest that was read, exclusive: the watermark
   * @param refreshed by the age of a tier in seconds: when it was read last
   */
  record Progress(@Nullable Long since, long until, SortedMap<Long, Long> refreshed) {}

  StreamOffset(String table, long overlapSeconds, SortedMap<String, Progress> workspaces) {
    this.table = table;
    this.overlapSeconds = overlapSeconds;
    this.workspaces = Collections.unmodifiableSortedMap(new TreeMap<>(workspaces));
  }

  String table() {
    return table;
  }

  long overlapSeconds() {
    return overlapSeconds;
  }

  SortedMap<String, Progress> workspaces() {
    return workspaces;
  }

  @Override
  public String json() {
    Buffer buffer = new Buffer();
    try (JsonWriter json = JsonWriter.of(buffer)) {
      json.beginObject();
      json.name("version").value(VERSION);
      json.name("table").value(table);
      json.name("overlap").value(overlapSeconds);
      json.name("workspaces").beginObject();
      for (Map.Entry<String, Progress> one : workspaces.entrySet()) {
        json.name(one.getKey());
        write(json, one.getValue());
      }
      json.endObject();
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.readUtf8();
  }

  private static void write(JsonWriter json, Progress progress) throws IOException {
    json.beginObject();
    if (progress.since() != null) {
      json.name("since").value(progress.since());
    }
    json.name("until").value(progress.until());
    if (!progress.refreshed().isEmpty()) {
      json.name("refreshed").beginObject();
      for (Map.Entry<Long, Long> tier : progress.refreshed().entrySet()) {
        json.name(Long.toString(tier.getKey())).value(tier.getValue());
      }
      json.endObject();
    }
    json.endObject();
  }

  /**
   * Reads what {@link #json} has written.
   *
   * @param table the table of the stream
   * @throws IllegalArgumentException if it is of another table, another source or another version
   */
  static StreamOffset parse(String text, String table) {
    StreamOffset offset;
    try (JsonReader json = JsonReader.of(new Buffer().writeUtf8(text))) {
      offset = read(json);
    } catch (IOException | JsonDataException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "Cannot continue from the checkpoint: its offset was not written by this source, or by a"
              + " later version of it. Name the checkpoint of this stream, or a new folder.",
          e);
    }
    if (!offset.table.equals(table)) {
      throw new IllegalArgumentException(
          "Cannot continue from the checkpoint: it is of table "
              + offset.table
              + ", and this stream reads "
              + table
              + ". Give each table a checkpoint of its own.");
    }
    return offset;
  }

  private static StreamOffset read(JsonReader json) throws IOException {
    int version = 0;
    @Nullable String table = null;
    long overlap = 0;
    SortedMap<String, Progress> workspaces = new TreeMap<>();
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "version" -> version = json.nextInt();
        case "table" -> table = json.nextString();
        case "overlap" -> overlap = json.nextLong();
        case "workspaces" -> {
          json.beginObject();
          while (json.hasNext()) {
            workspaces.put(json.nextName(), progress(json));
          }
          json.endObject();
        }
        default -> throw new JsonDataException("Another field");
      }
    }
    json.endObject();
    if (version != VERSION || table == null || json.peek() != JsonReader.Token.END_DOCUMENT) {
      throw new JsonDataException("Another version");
    }
    return new StreamOffset(table, overlap, workspaces);
  }

  private static Progress progress(JsonReader json) throws IOException {
    @Nullable Long since = null;
    @Nullable Long until = null;
    SortedMap<Long, Long> refreshed = new TreeMap<>();
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "since" -> since = json.nextLong();
        case "until" -> until = json.nextLong();
        case "refreshed" -> {
          json.beginObject();
          while (json.hasNext()) {
            refreshed.put(Long.valueOf(json.nextName()), json.nextLong());
          }
          json.endObject();
        }
        default -> throw new JsonDataException("Another field");
      }
    }
    json.endObject();
    if (until == null) {
      throw new JsonDataException("No watermark");
    }
    return new Progress(since, until, Collections.unmodifiableSortedMap(refreshed));
  }
}
