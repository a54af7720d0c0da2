package io.github.customerio4j.extract.sink.parquet;

import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.Typing;
import io.github.customerio4j.extract.sink.file.FileSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Writes each table as Parquet into a folder: {@code NAME.parquet} on Full Load; on Incremental
 * Update a part {@code NAME/RUN_ID.parquet} beside those of former runs, each row of which begins
 * with {@code _run_id}.
 *
 * <p>Columns have the types that the API documents; of others the narrowest that all values of the
 * run fit, so the parts of a table may differ in what is not documented. A run's files become
 * visible together: see {@link FileSink}.
 *
 * <pre>{@code
 * TableSink sink = ParquetDirectorySink.builder(Path.of("crm")).build();
 * }</pre>
 *
 * <p>The library is the application's to add: {@code blue.strategic.parquet:parquet-floor}.
 */
public final class ParquetDirectorySink implements TableSink {
  private final FileSink files;

  private ParquetDirectorySink(FileSink files) {
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
  public void check() throws IOException {
    files.check();
  }

  /**
   * Begins a run.
   *
   * @throws IOException if another run is using the folder, if it cannot be written, or if the
   *     library is missing
   */
  @Override
  public SinkTransaction begin() throws IOException {
    return files.begin();
  }

  /** Collects a sink's options. */
  public static final class Builder {
    private static final int MIB = 1 << 20;

    private final Path directory;
    private Optional<Path> stagingDirectory = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private Typing typing = Typing.TYPED;
    private long rowGroupBytes = 16L * MIB;

    private Builder(Path directory) {
      this.directory = directory;
    }

    /**
     * Where a run's files are made: see {@link FileSink.Builder#stagingDirectory}. Default: {@code
     * .NAME.staging} beside the output folder {@code NAME}.
     */
    public Builder stagingDirectory(Path newStagingDirectory) {
      stagingDirectory = Optional.of(newStagingDirectory);
      return this;
    }

    /** Tells the begin of a run, which names its parts; the system's clock by default. */
    public Builder clock(Clock newClock) {
      clock = newClock;
      return this;
    }

    /** {@link Typing#TYPED} by default. */
    public Builder typing(Typing newTyping) {
      typing = newTyping;
      return this;
    }

    /**
     * About how many bytes of a row group are held in memory, before compression; 16 MiB by
     * default. Larger groups are read faster.
     *
     * @throws IllegalArgumentException if it is less than 1 MiB
     */
    public Builder rowGroupBytes(long newRowGroupBytes) {
      if (newRowGroupBytes < MIB) {
        throw new IllegalArgumentException(
            "Cannot use rowGroupBytes "
                + newRowGroupBytes
                + ": so small groups cannot be read well. Use 1048576 (1 MiB) at least.");
      }
      rowGroupBytes = newRowGroupBytes;
      return this;
    }

    /**
     * Makes the sink; no file is touched.
     *
     * @throws IllegalArgumentException if one of the two folders lies within the other
     */
    public ParquetDirectorySink build() {
      FileSink.Builder files =
          FileSink.builder(directory, new ParquetFormat(typing, rowGroupBytes)).clock(clock);
      stagingDirectory.ifPresent(files::stagingDirectory);
      return new ParquetDirectorySink(files.build());
    }
  }
}
