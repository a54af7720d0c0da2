package io.github.customerio4j.extract.sink.parquet;

import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.file.NewFile;
import io.github.customerio4j.extract.sink.file.PreviousFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** A file that a run before wrote; one row group is in memory. */
final class ParquetPart implements Closeable {
  /** Says in a file's metadata that it has all columns of the files before it. */
  static final Map<String, String> COMPLETE = Map.of("customerio.columns", "all");

  private final ParquetFileReader reader;
  private final MessageType schema;
  private final List<ParquetColumn> columns = new ArrayList<>();
  private final boolean isComplete;

  private ParquetPart(ParquetFileReader reader) {
    this.reader = reader;
    this.schema = reader.getFooter().getFileMetaData().getSchema();
    this.isComplete =
        reader
            .getFooter()
            .getFileMetaData()
            .getKeyValueMetaData()
            .entrySet()
            .containsAll(COMPLETE.entrySet());
    schema.getFields().forEach(field -> columns.add(ParquetColumn.of(field)));
  }

  static ParquetPart open(Path file) throws IOException {
    return open(file.toString(), new LocalInputFile(file));
  }

  private static ParquetPart open(NewFile file, int previous) throws IOException {
    PreviousFile part = file.previousFile(previous);
    return open(part.name(), new PartInput(part));
  }

  private static ParquetPart open(String name, InputFile file) throws IOException {
    ParquetFileReader reader = null;
    ParquetPart part = null;
    try {
      reader =
          ParquetFileReader.open(
              file, ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
      part = new ParquetPart(reader);
      return part;
    } catch (UncheckedIOException e) {
      // The bucket's, which says all.
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "Cannot append to %s, which a run before wrote: %s. Move that file out of the output folder, or run a Full Load."
              .formatted(name, e.getMessage()),
          e);
    } finally {
      if (part == null && reader != null) {
        reader.close();
      }
    }
  }

  /** The columns that the previous files have together, by their names in lower case. */
  static Map<String, ParquetColumn> columns(NewFile file) throws IOException {
    Map<String, ParquetColumn> together = new LinkedHashMap<>();
    for (int i = file.previous().size() - 1; i >= 0; i--) {
      try (ParquetPart part = open(file, i)) {
        part.addColumns(together);
        if (part.isComplete) {
          return together;
        }
      }
    }
    return together;
  }

  /** The columns of a file, by their names in lower case. */
  static Map<String, ParquetColumn> columns(Path file) throws IOException {
    Map<String, ParquetColumn> columns = new LinkedHashMap<>();
    try (ParquetPart part = open(file)) {
      part.addColumns(columns);
    }
    return columns;
  }

  private void addColumns(Map<String, ParquetColumn> together) {
    for (ParquetColumn column : columns) {
      together.merge(column.name().toLowerCase(Locale.ROOT), column, ParquetColumn::or);
    }
  }

  /** The previous files, the newest first, in which a column has another type than it should. */
  static List<Path> outdated(NewFile file, Map<String, ParquetColumn> wanted) throws IOException {
    List<Path> outdated = new ArrayList<>();
    for (int i = file.previous().size() - 1; i >= 0; i--) {
      boolean fits;
      boolean isComplete;
      try (ParquetPart part = open(file, i)) {
        fits = part.columns.stream().allMatch(column -> fits(column, wanted));
        isComplete = part.isComplete;
      }
      if (!fits) {
        outdated.add(file.previous().get(i));
      } else if (isComplete) {
        // The files before it have the types that it has.
        return outdated;
      }
    }
    return outdated;
  }

  /** A value of the column in the previous files that the pattern does not match. */
  static Optional<String> misfit(NewFile file, String name, Pattern fitting) throws IOException {
    for (int i = 0; i < file.previous().size(); i++) {
      try (ParquetPart part = open(file, i)) {
        Optional<String> misfit = part.misfit(name, fitting);
        if (misfit.isPresent()) {
          return misfit;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean fits(ParquetColumn column, Map<String, ParquetColumn> wanted) {
    return wanted.getOrDefault(column.name().toLowerCase(Locale.ROOT), column).isLike(column);
  }

  String table() {
    return schema.getName();
  }

  boolean isComplete() {
    return isComplete;
  }

  boolean hasTexts() {
    return columns.stream().anyMatch(column -> column.name().equals(Row.OwnTexts.COLUMN));
  }

  /** An empty row of the file. */
  ParquetRow row() {
    return new ParquetRow(columns);
  }

  /** A value of the column that the pattern does not match. Reads no other column. */
  private Optional<String> misfit(String name, Pattern fitting) throws IOException {
    List<ParquetColumn> one =
        columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).toList();
    if (one.isEmpty()) {
      return Optional.empty();
    }
    MessageType projection = new MessageType(schema.getName(), one.get(0).field());
    reader.setRequestedSchema(projection);
    ParquetRow row = new ParquetRow(one);
    var io = new ColumnIOFactory().getColumnIO(projection, schema);
    PageReadStore pages = reader.readNextRowGroup();
    while (pages != null) {
      RecordReader<ParquetRow> rows = io.getRecordReader(pages, row.materializer());
      for (long left = pages.getRowCount(); left > 0; left--) {
        String text = rows.read().text(0);
        if (text != null && !fitting.matcher(text).matches()) {
          return Optional.of(text);
        }
      }
      pages = reader.readNextRowGroup();
    }
    return Optional.empty();
  }

  /** Writes all rows. */
  void copyTo(TableWriter writer) throws IOException {
    ParquetRow row = row();
    var io = new ColumnIOFactory().getColumnIO(schema);
    PageReadStore pages = reader.readNextRowGroup();
    while (pages != null) {
      RecordReader<ParquetRow> rows = io.getRecordReader(pages, row.materializer());
      for (long left = pages.getRowCount(); left > 0; left--) {
        writer.write(rows.read());
      }
      pages = reader.readNextRowGroup();
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
