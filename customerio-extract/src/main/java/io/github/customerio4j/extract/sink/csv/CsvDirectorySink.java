package io.github.customerio4j.extract.sink.csv;

import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.file.FileSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

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
  private final FileSink files;

  private CsvDirectorySink(Path directory, FileSink files) {
    this.directory = directory;
    this.files = files;
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
    files.check();
  }

  /**
   * Begins a run.
   *
   * @throws IOException if another run is using the staging folder, if one of the folders cannot be
   *     written or holds what is in the way, or if the two are on different file systems
   */
  @Override
  public SinkTransaction begin() throws IOException {
    return files.begin();
  }

  /** Collects a sink's options. */
  public static final class Builder {

    private final Path directory;
    private Optional<Path> stagingDirectory = Optional.empty();
    private ManifestFormat manifestForm = ManifestFormat.CLASSIC;
    private Formulas formulas = Formulas.EXACT;

    private Builder(Path directory) {
      this.directory = directory.toAbsolutePath().normalize();
    }

    /**
     * Where a run's files are made: a folder of the sink's own, on the output folder's file system,
     * not within it. Default: {@code .NAME.staging} beside the output folder {@code NAME}.
     */
    public Builder stagingDirectory(Path stagingDirectory) {
      this.stagingDirectory = Optional.of(stagingDirectory);
      return this;
    }

    /** How manifests describe their tables. Default: {@link ManifestFormat#CLASSIC}. */
    public Builder manifestForm(ManifestFormat manifestForm) {
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
      FileSink.Builder files = FileSink.builder(directory, new CsvFormat(manifestForm, formulas));
      stagingDirectory.ifPresent(files::stagingDirectory);
      return new CsvDirectorySink(directory, files.build());
    }
  }
}
