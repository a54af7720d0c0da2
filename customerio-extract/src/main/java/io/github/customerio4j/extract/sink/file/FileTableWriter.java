package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.io.DurableFiles;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Calls a format's writer in the right order, and deletes its file unless it is complete. */
final class FileTableWriter implements TableWriter {

  /** Called when the file is complete and on the disk. */
  @FunctionalInterface
  interface Completion {
    void completed(long bytes) throws IOException;
  }

  private enum Phase {
    OPEN,
    /** A call failed, so the content of the file is unknown. */
    BROKEN,
    COMPLETE,
    CLOSED
  }

  private final NewFile file;
  private final TableWriter writer;
  private final Completion completion;
  private final int columns;
  private Phase phase = Phase.OPEN;

  private FileTableWriter(NewFile file, TableWriter writer, Completion completion) {
    this.file = file;
    this.writer = writer;
    this.completion = completion;
    this.columns = file.schema().columns().size();
  }

  static FileTableWriter open(FileFormat format, NewFile file, Completion completion)
      throws IOException {
    TableWriter writer = null;
    try {
      writer = format.open(file);
      return new FileTableWriter(file, writer, completion);
    } finally {
      if (writer == null) {
        Files.deleteIfExists(file.path());
      }
    }
  }

  @Override
  public void write(Row row) throws IOException {
    require(Phase.OPEN, "write to");
    if (row.size() != columns) {
      throw new IllegalArgumentException(
          "Cannot write to table %s: a row has %d cells, the table %d columns"
              .formatted(schema().name(), row.size(), columns));
    }
    phase = Phase.BROKEN;
    writer.write(row);
    phase = Phase.OPEN;
  }

  @Override
  public void complete() throws IOException {
    require(Phase.OPEN, "complete");
    phase = Phase.BROKEN;
    writer.complete();
    writer.close();
    DurableFiles.forceFile(file.path());
    completion.completed(Files.size(file.path()));
    phase = Phase.COMPLETE;
  }

  @Override
  public List<String> warnings() {
    return writer.warnings();
  }

  @Override
  public void close() throws IOException {
    if (isOpen()) {
      phase = Phase.CLOSED;
      try {
        writer.close();
      } finally {
        Files.deleteIfExists(file.path());
      }
    }
  }

  boolean isOpen() {
    return phase == Phase.OPEN || phase == Phase.BROKEN;
  }

  private TableSchema schema() {
    return file.schema();
  }

  private void require(Phase expected, String verb) {
    if (phase != expected) {
      throw new IllegalStateException(
          "Cannot %s table %s: its writer is %s"
              .formatted(
                  verb,
                  schema().name(),
                  switch (phase) {
                    case OPEN -> "open";
                    case BROKEN -> "broken by a failure before";
                    case COMPLETE -> "complete";
                    case CLOSED -> "closed";
                  }));
    }
  }
}
