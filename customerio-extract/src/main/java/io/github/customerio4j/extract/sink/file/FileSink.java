package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes each table to a file in a folder, in a {@link FileFormat}: {@code NAME.EXTENSION} for a
 * whole table, {@code NAME/RUN_ID.EXTENSION} for what is appended to one, where the format {@link
 * FileFormat#appends appends}.
 *
 * <p>A run's files are made in a staging folder, which is gone when the run ends, and moved when
 * all of them are whole. A run that dies before that leaves the output folder as it was; one that
 * dies between the moves is finished by the next {@link #begin}. Other files in the output folder
 * stay. Two runs cannot use one staging folder at the same time.
 *
 * <pre>{@code
 * TableSink sink = FileSink.builder(Path.of("out/tables"), new IdsFormat()).build();
 * }</pre>
 */
public final class FileSink implements TableSink {

  private final Path directory;
  private final FileFormat format;
  private final Path stagingDirectory;
  private final Clock clock;

  private FileSink(Builder builder, Path stagingDirectory) {
    this.directory = builder.directory;
    this.format = builder.format;
    this.stagingDirectory = stagingDirectory;
    this.clock = builder.clock;
  }

  /** Starts a sink for the folder, which the first run makes if it is missing. */
  public static Builder builder(Path directory, FileFormat format) {
    return new Builder(directory, format);
  }

  /** The folder and the extension: in another format the tables are others. */
  @Override
  public Optional<String> location() {
    return Optional.of(directory + "/*." + format.extension());
  }

  @Override
  public boolean keepsNulls() {
    return format.keepsNulls();
  }

  @Override
  public void check() throws IOException {
    format.check();
    for (Path folder : List.of(directory, stagingDirectory)) {
      try {
        Files.delete(Files.createTempFile(nearest(folder), ".customerio", ".check"));
      } catch (FileSystemException e) {
        throw unwritable(e);
      }
    }
  }

  /** The folder, or the one that it would be made in. */
  private static Path nearest(Path folder) {
    Path parent = folder.getParent();
    return parent == null || Files.exists(folder) ? folder : nearest(parent);
  }

  private IOException unwritable(FileSystemException e) {
    return new IOException(
        ("Cannot write tables to %s: %s. Name a folder in which this process may make files; the"
                + " staging folder is %s.")
            .formatted(directory, FileTransaction.reason(e), stagingDirectory),
        e);
  }

  /**
   * Begins a run.
   *
   * @throws IOException if another run is using the staging folder, if one of the folders cannot be
   *     written or holds what is in the way, if the two are on different file systems, or if the
   *     format cannot be written here
   */
  @Override
  public SinkTransaction begin() throws IOException {
    format.check();
    StagingFolder staging = openFolders();
    SinkTransaction transaction = null;
    try {
      // Not before the lock: a run that is just ending takes the staging folder with it.
      requireOneDevice();
      transaction = FileTransaction.begin(staging, directory, format, clock);
      return transaction;
    } finally {
      if (transaction == null) {
        staging.giveUp();
      }
    }
  }

  private StagingFolder openFolders() throws IOException {
    try {
      StagingFolder.create(directory);
      if (!Files.isWritable(directory)) {
        throw new AccessDeniedException(directory.toString());
      }
      return StagingFolder.open(stagingDirectory);
    } catch (FileSystemException e) {
      throw unwritable(e);
    }
  }

  /** Found out now and not when hours of work are to be committed. */
  private void requireOneDevice() throws IOException {
    if (!StagingFolder.device(directory).equals(StagingFolder.device(stagingDirectory))) {
      throw new IOException(
          "Cannot write tables to %s: the staging folder %s is on another file system. Name one on"
                  .formatted(directory, stagingDirectory)
              + " the same.");
    }
  }

  /** Collects a sink's options. */
  public static final class Builder {

    private final Path directory;
    private final FileFormat format;
    private @Nullable Path stagingDirectory;
    private Clock clock = Clock.systemUTC();

    private Builder(Path directory, FileFormat format) {
      this.directory = directory.toAbsolutePath().normalize();
      this.format = Objects.requireNonNull(format, "format is null");
    }

    /**
     * Where a run's files are made: a folder of the sink's own, on the output folder's file system,
     * not within it. Default: {@code .NAME.staging} beside the output folder {@code NAME}.
     */
    public Builder stagingDirectory(Path newStagingDirectory) {
      stagingDirectory = newStagingDirectory.toAbsolutePath().normalize();
      return this;
    }

    /** Tells the begin of a run, which names what it appends; the system's clock by default. */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "clock is null");
      return this;
    }

    /**
     * Makes the sink; no file is touched.
     *
     * @throws IllegalArgumentException if one of the two folders lies within the other, or the
     *     format has an extension that no file name should have
     */
    public FileSink build() {
      for (String extension : format.extensions()) {
        requireExtension(extension);
      }
      requireExtension(format.extension());
      Path staging = stagingDirectory == null ? defaultStaging() : stagingDirectory;
      if (staging.startsWith(directory) || directory.startsWith(staging)) {
        throw new IllegalArgumentException(
            "Cannot write tables to %s: the staging folder %s must lie beside it. Name another."
                .formatted(directory, staging));
      }
      return new FileSink(this, staging);
    }

    private void requireExtension(String extension) {
      if (!CommitJournal.isExtension(extension)) {
        throw new IllegalArgumentException(
            ("Cannot write tables to %s: extension \"%s\" is not fit for file names. Use letters,"
                    + " digits, - and _, with dots between them.")
                .formatted(directory, extension));
      }
    }

    private Path defaultStaging() {
      Path name = directory.getFileName();
      if (name == null) {
        throw new IllegalArgumentException(
            "Cannot write tables to %s: it is the root of a file system. Name a folder."
                .formatted(directory));
      }
      return directory.resolveSibling("." + name + ".staging");
    }
  }
}
