package io.github.customerio4j.extract.sink.jsonl;

import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.file.FileSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes each table as JSON lines into a folder: UTF-8, one object a row and line, {@code \n} line
 * ends.
 *
 * <p>A row is the record as the API gave it: objects within objects, arrays, booleans, numbers with
 * the digits that they came with, {@code null} where the record has it and no field where it has
 * none. The order of fields is the table's, and space between tokens is not kept. What a run adds,
 * such as a parent's id, is a field like the others, and a string. Fields beyond the limit on
 * columns stand where they belong, too.
 *
 * <p>A Full Load writes {@code NAME.jsonl}, which takes the place of the former one and of all that
 * was appended to it. An Incremental Update appends: each run adds {@code NAME/RUN_ID.jsonl}, whose
 * rows begin with the field {@code _run_id}, and touches nothing that is there; the last row with a
 * key is the one that counts. {@code RUN_ID} is the run's begin, such as {@code 20261126T113045Z}.
 *
 * <p>Files are made in a staging folder and moved when all of a run are whole; see {@link
 * FileSink}.
 *
 * <pre>{@code
 * TableSink sink =
 *     JsonlDirectorySink.builder(Path.of("out/tables"))
 *         .compression(Compression.GZIP)
 *         .build();
 * }</pre>
 */
public final class JsonlDirectorySink implements TableSink {

  private final FileSink files;

  private JsonlDirectorySink(FileSink files) {
    this.files = files;
  }

  /** Starts a sink for the folder, which the first run makes if it is missing. */
  public static Builder builder(Path directory) {
    return new Builder(directory);
  }

  @Override
  public Optional<String> location() {
    return files.location();
  }

  @Override
  public boolean keepsNulls() {
    return files.keepsNulls();
  }

  @Override
  public void check() throws IOException {
    files.check();
  }

  /**
   * Begins a run.
   *
   * @throws IOException if another run is using the staging folder, if one of the folders cannot be
   *     written or holds what is in the way, if the two are on different file systems, or if the
   *     library for the compression is missing
   */
  @Override
  public SinkTransaction begin() throws IOException {
    return files.begin();
  }

  /** Collects a sink's options. */
  public static final class Builder {

    private final Path directory;
    private Optional<Path> stagingDirectory = Optional.empty();
    private Compression compression = Compression.NONE;
    private Clock clock = Clock.systemUTC();

    private Builder(Path directory) {
      this.directory = directory;
    }

    /**
     * Where a run's files are made: a folder of the sink's own, on the output folder's file system,
     * not within it. Default: {@code .NAME.staging} beside the output folder {@code NAME}.
     */
    public Builder stagingDirectory(Path newStagingDirectory) {
      stagingDirectory = Optional.of(newStagingDirectory);
      return this;
    }

    /** How files are compressed. Default: {@link Compression#NONE}. */
    public Builder compression(Compression newCompression) {
      compression = Objects.requireNonNull(newCompression, "compression is null");
      return this;
    }

    /** Tells the begin of a run, which is its id; the system's clock by default. */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "clock is null");
      return this;
    }

    /**
     * Makes the sink; no file is touched.
     *
     * @throws IllegalArgumentException if one of the two folders lies within the other
     */
    public JsonlDirectorySink build() {
      FileSink.Builder files =
          FileSink.builder(directory, new JsonlFormat(compression)).clock(clock);
      stagingDirectory.ifPresent(files::stagingDirectory);
      return new JsonlDirectorySink(files.build());
    }
  }
}
