package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.file.LogEntry.TableFile;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The keys of one run's files. In place they are those of a folder: {@code NAME.EXTENSION} for a
 * whole table, {@code NAME/RUN_ID.EXTENSION} for rows that are appended. By the log each file has a
 * key of its own, {@code NAME/RUN.EXTENSION}, so that it never takes another one's place.
 */
final class ObjectNames {
  private final FileFormat format;
  private final ObjectSink.Layout layout;
  private final Map<String, List<TableFile>> before;
  private final String runId;
  private final String run;

  /**
   * The names for a run that begins now.
   *
   * @param before the files of each table
   */
  ObjectNames(
      FileFormat format,
      ObjectSink.Layout layout,
      Map<String, List<TableFile>> before,
      Instant now) {
    this.format = format;
    this.layout = layout;
    this.before = before;
    this.runId = OutputFolder.runId(now, this::isTaken);
    this.run = run(runId);
  }

  /** A name that no other run has. */
  static String run(String runId) {
    return runId + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 8);
  }

  private boolean isTaken(String id) {
    return before.values().stream()
        .flatMap(List::stream)
        .map(file -> file.key().substring(file.key().indexOf('/') + 1))
        .anyMatch(name -> name.startsWith(id + ".") || name.startsWith(id + "-"));
  }

  /** The run's name, which no other run has. */
  String run() {
    return run;
  }

  /** The run's id if the table's rows are appended to those of previous runs; else empty. */
  Optional<String> runId(TableSchema schema) {
    boolean isAppended = format.appends() && schema.loadType() == LoadType.INCREMENTAL_UPDATE;
    return isAppended ? Optional.of(runId) : Optional.empty();
  }

  /** The table's data file. */
  String dataFile(TableSchema schema) {
    String name = schema.name();
    if (layout == ObjectSink.Layout.LOG) {
      name += "/" + run;
    } else if (runId(schema).isPresent()) {
      name += "/" + runId;
    }
    return name + "." + format.extension();
  }

  /**
   * A file of a previous run that is written again.
   *
   * @param number of the table's files that are written again, from 1
   */
  String rewritten(TableSchema schema, String previous, int number) {
    return layout == ObjectSink.Layout.PLACE
        ? previous
        : schema.name() + "/" + run + "-" + number + "." + format.extension();
  }

  /** The files that the table's new file is appended to, the oldest first. */
  List<TableFile> appendedTo(TableSchema schema) {
    String end = "." + format.extension();
    return runId(schema).isEmpty()
        ? List.of()
        : before.getOrDefault(schema.name(), List.of()).stream()
            .filter(file -> file.key().endsWith(end))
            .toList();
  }
}
