package io.github.customerio4j.extract.write.csv;

import io.github.customerio4j.extract.write.SinkTransaction;
import io.github.customerio4j.extract.write.TableSink;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes each table to {@code NAME.csv} in a folder, with {@code NAME.csv.manifest} beside it.
 *
 * <p>The files are RFC 4180 in UTF-8, with a header, {@code \n} line ends, commas and double
 * quotes. Null is an empty field, an empty text is {@code ""}. The same tables give the same bytes.
 *
 * <p>A run's files are made in a staging folder, which is gone when the run ends, and moved when
 * all of them are whole. A run that dies before that leaves the output folder as it was; one that
 * dies between the moves is finished by the next {@link #begin}. Other files in the output folder
 * stay. Two runs cannot use one staging folder at the same time.
 *
 * <pre>{@code
 * TableSink sink =
 *     CsvDirectorySink.builder(Path.of("out/tables"))
 *         .stagingDirectory(Path.of("out/.staging"))
 *         .manifestForm(ManifestForm.NATIVE_TYPES)
 *         .build();
 * }</pre>
 */
public final class CsvDirectorySink implements TableSink {

  private final Path directory;
  private final Path stagingDirectory;
  private final ManifestForm manifestForm;
  private final Formulas formulas;

  private CsvDirectorySink(Builder builder, Path stagingDirectory) {
    this.directory = builder.directory;
    this.stagingDirectory = stagingDirectory;
    this.manifestForm = builder.manifestForm;
    this.formulas = builder.formulas;
  }

  /** Starts a sink for the folder, which the first run makes if it is missing. */
  public static Builder builder(Path directory) {
    return new Builder(directory);
  }

  @Override
  public Optional<String> location() {
    return Optional.of(directory.toString());
  }

  @Override
  public void check() throws IOException {
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

  /**
   * Begins a run.
   *
   * @throws IOException if another run is using the staging folder, if one of the folders cannot be
   *     written or holds what is in the way, or if the two are on different file systems
   */
  @Override
  public SinkTransaction begin() throws IOException {
    StagingFolder staging = openFolders();
    SinkTransaction transaction = null;
    try {
      // Not before the lock: a run that is just ending takes the staging folder with it.
      requireOneDevice();
      transaction = CsvTransaction.begin(staging, directory, manifestForm, formulas);
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

  private IOException unwritable(FileSystemException e) {
    return new IOException(
        ("Cannot write tables to %s: %s. Name a folder in which this process may make files; the"
                + " staging folder is %s.")
            .formatted(directory, CsvTransaction.reason(e), stagingDirectory),
        e);
  }

  /** Found out now and not when hours of work are to be committed. */
  private void requireOneDevice() throws IOException {
    if (!device(directory).equals(device(stagingDirectory))) {
      throw new IOException(
          "Cannot write tables to %s: the staging folder %s is on another file system. Name one on"
                  .formatted(directory, stagingDirectory)
              + " the same.");
    }
  }

  /** Not the file store: in some containers that cannot be told. */
  private static Object device(Path folder) throws IOException {
    return folder.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? Files.getAttribute(folder, "unix:dev")
        : folder.getRoot();
  }

  /** Collects a sink's options. */
  public static final class Builder {

    private final Path directory;
    private @Nullable Path stagingDirectory;
    private ManifestForm manifestForm = ManifestForm.CLASSIC;
    private Formulas formulas = Formulas.EXACT;

    private Builder(Path directory) {
      this.directory = directory.toAbsolutePath().normalize();
    }

    /**
     * Where a run's files are made: a folder of the sink's own, on the output folder's file system,
     * not within it. Default: {@code .NAME.staging} beside the output folder {@code NAME}.
     */
    public Builder stagingDirectory(Path stagingDirectory) {
      this.stagingDirectory = stagingDirectory.toAbsolutePath().normalize();
      return this;
    }

    /** How manifests describe their tables. Default: {@link ManifestForm#CLASSIC}. */
    public Builder manifestForm(ManifestForm manifestForm) {
      this.manifestForm = manifestForm;
      return this;
    }

    /** What becomes of texts that look like formulas. Default: {@link Formulas#EXACT}. */
    public Builder formulas(Formulas formulas) {
      this.formulas = formulas;
      return this;
    }

    /**
     * Makes the sink; no file is touched.
     *
     * @throws IllegalArgumentException if one of the two folders lies within the other
     */
    public CsvDirectorySink build() {
      Path staging = stagingDirectory == null ? defaultStaging() : stagingDirectory;
      if (staging.startsWith(directory) || directory.startsWith(staging)) {
        throw new IllegalArgumentException(
            "Cannot write tables to %s: the staging folder %s must lie beside it. Name another."
                .formatted(directory, staging));
      }
      return new CsvDirectorySink(this, staging);
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
