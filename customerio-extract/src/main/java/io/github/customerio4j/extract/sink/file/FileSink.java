package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.io.DurableFiles;
import io.github.customerio4j.extract.io.RunLock;
import io.github.customerio4j.extract.io.WorkspaceName;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.object.ObjectStore;
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
 * Writes each table to a file in a folder. The {@link FileFormat} decides on the content: CSV, JSON
 * lines, Parquet or a format of your own. A whole table is {@code NAME.EXTENSION}; rows that are
 * appended to a table are {@code NAME/RUN_ID.EXTENSION}, if the format {@link FileFormat#appends
 * appends}.
 *
 * <p>A run makes its files in a staging folder and moves them when all of them are complete; then
 * the staging folder is deleted. A run that dies before the moves leaves the output folder
 * unchanged; a run that dies between the moves is finished by the next {@link #begin}. Other files
 * in the output folder stay. Two runs cannot use one staging folder at the same time.
 *
 * <pre>{@code
 * TableSink sink = FileSink.builder(Path.of("out/tables"), JsonlFormat.gzip()).build();
 * }</pre>
 */
public final class FileSink implements TableSink {

  private final Path folder;
  private final FileFormat format;
  private final Path stagingFolder;
  private final Clock clock;
  private final FolderOwner owner;

  private FileSink(Builder builder, Path stagingFolder) {
    this.folder = builder.folder;
    this.format = builder.format;
    this.stagingFolder = stagingFolder;
    this.clock = builder.clock;
    this.owner = new FolderOwner(builder.folder, builder.workspace);
  }

  /**
   * Starts a sink.
   *
   * @param folder the output folder; the first run makes it if it is missing
   * @param format the content of the files
   */
  public static Builder builder(Path folder, FileFormat format) {
    return new Builder(folder, format);
  }

  /**
   * Starts a sink that writes to a bucket instead of a folder.
   *
   * @param store the objects below a prefix of a bucket. The sink does not close it
   * @param format the content of the files
   */
  public static ObjectSink.Builder builder(ObjectStore store, FileFormat format) {
    return ObjectSink.builder(store, format);
  }

  /** The folder and the extension: tables in another format are other tables. */
  @Override
  public Optional<String> location() {
    return Optional.of(folder + "/*." + format.extension());
  }

  @Override
  public Optional<String> workspace() {
    return owner.workspace();
  }

  @Override
  public boolean keepsNulls() {
    return format.keepsNulls();
  }

  @Override
  public void check() throws IOException {
    format.check();
    for (Path checked : List.of(folder, stagingFolder)) {
      try {
        DurableFiles.probe(checked);
      } catch (FileSystemException e) {
        throw unwritable(e);
      }
    }
    owner.require();
  }

  private IOException unwritable(FileSystemException e) {
    return new IOException(
        ("Cannot write tables to %s: %s. A run makes its files in the staging folder %s first. Name a"
                + " folder in which this process may make files, let it write to %s, or name a folder"
                + " within the output folder, such as %s.")
            .formatted(
                folder,
                FileTransaction.reason(e),
                stagingFolder,
                stagingFolder.getParent(),
                folder.resolve("tables")),
        e);
  }

  /**
   * Begins a run.
   *
   * @throws IOException if another run is using the staging folder, if one of the folders cannot be
   *     written or holds something that is in the way, if the two are on different file systems, or
   *     if the format cannot be written here
   */
  @Override
  public SinkTransaction begin() throws IOException {
    format.check();
    StagingFolder staging = openFolders();
    SinkTransaction transaction = null;
    try {
      // After the lock: a run that is just ending deletes the staging folder.
      requireOneDevice();
      owner.require();
      transaction = FileTransaction.begin(staging, folder, format, owner, clock);
      return transaction;
    } finally {
      if (transaction == null) {
        staging.giveUp();
      }
    }
  }

  private StagingFolder openFolders() throws IOException {
    try {
      DurableFiles.createFolder(folder);
      if (!Files.isWritable(folder)) {
        throw new AccessDeniedException(folder.toString());
      }
      return StagingFolder.open(stagingFolder);
    } catch (RunLock.HeldException e) {
      throw owner.workspace().isEmpty() ? e : new IOException(e.getMessage() + FolderOwner.HINT, e);
    } catch (FileSystemException e) {
      throw unwritable(e);
    }
  }

  /** Fails at the start of a run instead of at its commit, after hours of work. */
  private void requireOneDevice() throws IOException {
    if (!StagingFolder.device(folder).equals(StagingFolder.device(stagingFolder))) {
      throw new IOException(
          "Cannot write tables to %s: the staging folder %s is on another file system. Name one on"
                  .formatted(folder, stagingFolder)
              + " the same.");
    }
  }

  /** Collects a sink's options. */
  public static final class Builder {

    private final Path folder;
    private final FileFormat format;
    private @Nullable Path stagingFolder;
    private Clock clock = Clock.systemUTC();
    private Optional<String> workspace = Optional.empty();

    private Builder(Path folder, FileFormat format) {
      this.folder = Objects.requireNonNull(folder, "folder").toAbsolutePath().normalize();
      this.format = Objects.requireNonNull(format, "format");
    }

    /**
     * The folder in which a run makes its files. It is the sink's own, on the same file system as
     * the output folder, and not within it. Default: {@code .NAME.staging} beside the output folder
     * {@code NAME}.
     */
    public Builder stagingFolder(Path newFolder) {
      Objects.requireNonNull(newFolder, "newFolder");
      stagingFolder = newFolder.toAbsolutePath().normalize();
      return this;
    }

    /**
     * The clock for the time at which a run begins, which is in the names of appended files.
     * Default: the system's clock.
     */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "newClock");
      return this;
    }

    /**
     * Adds a first column {@code _workspace} with this name to each table, so that the files of
     * several workspaces can be read as one table. Each workspace needs a folder of its own.
     *
     * @param name 1 to 63 letters, digits, dots, {@code _} and {@code -}, a letter or digit first
     * @throws IllegalArgumentException if the name has another form
     */
    public Builder workspace(String name) {
      workspace = Optional.of(WorkspaceName.require(name));
      return this;
    }

    /**
     * Makes the sink; no file is touched.
     *
     * @throws IllegalArgumentException if one of the two folders is within the other, if the output
     *     folder is the root of a file system, or if the format's extension is not fit for file
     *     names
     */
    public FileSink build() {
      CommitJournal.requireExtensions(format, folder);
      Path staging = stagingFolder == null ? defaultStagingFolder() : stagingFolder;
      if (staging.startsWith(folder) || folder.startsWith(staging)) {
        throw new IllegalArgumentException(
            "Cannot write tables to %s: the staging folder %s must lie beside it. Name another."
                .formatted(folder, staging));
      }
      return new FileSink(this, staging);
    }

    private Path defaultStagingFolder() {
      Path name = folder.getFileName();
      if (name == null) {
        throw new IllegalArgumentException(
            "Cannot write tables to %s: it is the root of a file system. Name a folder."
                .formatted(folder));
      }
      return folder.resolveSibling("." + name + ".staging");
    }
  }
}
