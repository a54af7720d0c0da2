package io.github.customerio4j.extract.sink.parquet;

import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.Typing;
import io.github.customerio4j.extract.sink.file.FileFormat;
import io.github.customerio4j.extract.sink.file.NewFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Writes a table as Parquet, compressed by Zstandard: {@code NAME.parquet} on Full Load; on
 * Incremental Update a part {@code NAME/RUN_ID.parquet} beside those of previous runs, each row of
 * which begins with {@code _run_id}.
 *
 * <p>Documented columns have the types that the API documents. Each other column has the narrowest
 * type that fits all its values, those of previous runs included. A run that needs another type
 * writes the files of previous runs again, so that a column has one type in all files of its table.
 *
 * <pre>{@code
 * TableSink sink = FileSink.builder(Path.of("crm"), ParquetFormat.standard()).build();
 * }</pre>
 *
 * <p>Needs {@code blue.strategic.parquet:parquet-floor} on the class path, which the application
 * adds; this is checked when a run begins.
 *
 * <p>Immutable.
 */
public final class ParquetFormat implements FileFormat {
  private static final int MIB = 1 << 20;
  private static final ParquetFormat STANDARD = new ParquetFormat(Typing.TYPED, 16L * MIB);

  private final Typing typing;
  private final long rowGroupBytes;

  private ParquetFormat(Typing typing, long rowGroupBytes) {
    this.typing = typing;
    this.rowGroupBytes = rowGroupBytes;
  }

  /** Parquet with typed columns and row groups of 16 MiB. */
  public static ParquetFormat standard() {
    return STANDARD;
  }

  /** The same format with the given typing of columns; {@link Typing#TYPED} by default. */
  public ParquetFormat withTyping(Typing newTyping) {
    return new ParquetFormat(Objects.requireNonNull(newTyping, "newTyping"), rowGroupBytes);
  }

  /**
   * The same format with row groups of about the given size.
   *
   * @param newRowGroupBytes the bytes of a row group that are held in memory, before compression;
   *     16 MiB by default. Larger groups are faster to read.
   * @throws IllegalArgumentException if it is less than 1 MiB
   */
  public ParquetFormat withRowGroupBytes(long newRowGroupBytes) {
    if (newRowGroupBytes < MIB) {
      throw new IllegalArgumentException(
          "Cannot use rowGroupBytes "
              + newRowGroupBytes
              + ": such small groups are slow to read. Use at least 1048576 (1 MiB).");
    }
    return new ParquetFormat(typing, newRowGroupBytes);
  }

  @Override
  public String extension() {
    return "parquet";
  }

  @Override
  public boolean appends() {
    return true;
  }

  @Override
  public void check() throws IOException {
    try {
      Class.forName("org.apache.parquet.hadoop.ParquetWriter");
      Class.forName("org.apache.hadoop.conf.Configuration");
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IOException(
          "Cannot write Parquet: its library is missing. Add blue.strategic.parquet:parquet-floor to"
              + " the dependencies.",
          e);
    }
  }

  @Override
  public TableWriter open(NewFile file) throws IOException {
    return new ParquetTableWriter(
        file.path(),
        ParquetColumns.of(
            file.schema(), typing, file.runId(), ParquetPart.columns(file), new FormerParts(file)),
        rowGroupBytes);
  }

  @Override
  public List<Path> outdated(NewFile file) throws IOException {
    return file.previous().isEmpty()
        ? List.of()
        : ParquetPart.outdated(file, ParquetPart.columns(file.path()));
  }

  @Override
  public void rewrite(Path previous, NewFile file, Path to) throws IOException {
    Objects.requireNonNull(previous, "previous");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(to, "to");
    try (ParquetPart part = ParquetPart.open(previous);
        ParquetTableWriter writer =
            new ParquetTableWriter(
                to,
                ParquetColumns.of(part, ParquetPart.columns(file.path()), file.schema()),
                rowGroupBytes)) {
      part.copyTo(writer);
      writer.complete();
    }
  }
}
