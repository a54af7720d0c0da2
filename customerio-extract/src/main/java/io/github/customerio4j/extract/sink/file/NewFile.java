package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.sink.TableSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table's data file that a format is to write.
 *
 * @param schema the table
 * @param path a file in the staging folder that does not exist yet. The format may make scratch
 *     files beside it whose names begin with its name; they are deleted when the run ends
 * @param runId the run's id, such as {@code 20261126T113045Z}, which each row must carry, if the
 *     file is appended to those of previous runs; empty if the file replaces them
 * @param previous the files that it is appended to, the oldest first. Those of a bucket are fetched
 *     one by one when they are taken from the list: take no more than are needed, the newest first.
 *     {@link #previousFile} reads parts of them without that
 */
public record NewFile(TableSchema schema, Path path, Optional<String> runId, List<Path> previous) {

  /** Copies the list. */
  public NewFile {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(previous, "previous");
    // A copy would fetch them all.
    previous = previous instanceof FetchedFiles ? previous : List.copyOf(previous);
  }

  /** A file that is not appended to others. */
  public NewFile(TableSchema schema, Path path, Optional<String> runId) {
    this(schema, path, runId, List.of());
  }

  /**
   * One of the previous files, to read parts of it; it is not fetched for that.
   *
   * @param index its place in {@link #previous}
   */
  public PreviousFile previousFile(int index) {
    return previous instanceof FetchedFiles fetched
        ? fetched.inBucket(index)
        : PreviousFile.of(previous.get(index));
  }
}
