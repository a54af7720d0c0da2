package io.github.customerio4j.extract.sink.parquet;

import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.Row;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Files of a table whose fields have numbers, for destinations that keep the table's columns in a
 * catalog of their own. The files are in a local folder.
 */
public final class ParquetTable {
  private ParquetTable() {}

  /**
   * A field of a table.
   *
   * @param id its number, which stays when the field is renamed
   * @param name its name in the file
   * @param type INTEGER, DECIMAL, BOOLEAN, TIME or TEXT
   * @param scale for a decimal, the digits after the point; else 0
   * @param zeroIsNever whether 0 is written as null, for a time
   */
  public record Field(int id, String name, DataType type, int scale, boolean zeroIsNever) {
    /** Requires a name and a type. */
    public Field {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
    }

    /** Whether it is the field of {@link Row.OwnTexts}, for which rows have no cell. */
    public boolean isTexts() {
      return name.equals(Row.OwnTexts.COLUMN);
    }

    ParquetColumn column() {
      return ParquetColumn.of(name, type, scale).withId(id);
    }
  }

  /**
   * What a file says of one of its fields.
   *
   * @param bytes the compressed size
   * @param values the number of cells, nulls included
   * @param nulls the number of nulls; -1 if it is not known
   * @param least the least value: a Long, a Boolean, a BigDecimal or a String; null if there is
   *     none or it is not known
   * @param greatest the greatest value
   */
  public record FieldFacts(
      long bytes, long values, long nulls, @Nullable Object least, @Nullable Object greatest) {}

  /**
   * Makes a file. Each row has a cell for each field but that of the texts, in their order.
   *
   * @param metadata entries of the file's footer
   */
  public static Writer create(
      Path file, String table, List<Field> fields, long rowGroupBytes, Map<String, String> metadata)
      throws IOException {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(fields, "fields");
    Objects.requireNonNull(metadata, "metadata");
    return new Writer(
        new ParquetTableWriter(file, ParquetColumns.of(table, fields, metadata), rowGroupBytes));
  }

  /** Opens a file that was made by {@link #create}, or one with the same types. */
  public static Reader open(Path file) throws IOException {
    return Reader.open(Objects.requireNonNull(file, "file"));
  }

  /** Writes the rows of one file; holds one row group in memory. */
  public static final class Writer implements Closeable {
    private final ParquetTableWriter writer;

    Writer(ParquetTableWriter writer) {
      this.writer = writer;
    }

    /** Writes a row. */
    public void write(Row row) throws IOException {
      writer.write(Objects.requireNonNull(row, "row"));
    }

    /** The size of the file so far, with the rows in memory before their compression. */
    public long bytes() {
      return writer.bytes();
    }

    /** Ends the file. */
    @Override
    public void close() throws IOException {
      writer.close();
    }
  }

  /** Reads the rows of one file; one row group is in memory. */
  public static final class Reader implements Closeable {
    private final ParquetFileReader file;
    private final MessageType schema;
    private final List<ParquetColumn> columns = new ArrayList<>();
    private final ParquetRow row;
    private @Nullable RecordReader<ParquetRow> rows;
    private long left;

    private Reader(ParquetFileReader file) {
      this.file = file;
      this.schema = file.getFooter().getFileMetaData().getSchema();
      schema.getFields().forEach(field -> columns.add(ParquetColumn.of(field)));
      this.row = new ParquetRow(columns);
    }

    private static Reader open(Path path) throws IOException {
      ParquetFileReader file = null;
      Reader reader = null;
      try {
        file =
            ParquetFileReader.open(
                new LocalInputFile(path),
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build());
        reader = new Reader(file);
        return reader;
      } catch (RuntimeException e) {
        throw new IOException("Cannot read %s: %s".formatted(path, e.getMessage()), e);
      } finally {
        if (reader == null && file != null) {
          file.close();
        }
      }
    }

    /** The fields for which rows have cells, in their order. */
    public List<Field> fields() {
      return row.columns().stream()
          .map(
              column -> new Field(column.id(), column.name(), column.type(), column.scale(), false))
          .toList();
    }

    /** The number of rows. */
    public long rowCount() {
      return file.getRecordCount();
    }

    /** Where the row groups begin. */
    public List<Long> rowGroups() {
      return file.getRowGroups().stream().map(BlockMetaData::getStartingPos).toList();
    }

    /**
     * The next row with the texts that the API gave, valid until the next call; empty at the end.
     */
    public Optional<Row> next() throws IOException {
      while (left == 0) {
        PageReadStore pages = file.readNextRowGroup();
        if (pages == null) {
          return Optional.empty();
        }
        left = pages.getRowCount();
        rows = new ColumnIOFactory().getColumnIO(schema).getRecordReader(pages, row.materializer());
      }
      left--;
      return Optional.of(Objects.requireNonNull(rows).read());
    }

    /** What the footer says of each field, by its number. */
    public Map<Integer, FieldFacts> facts() {
      Map<Integer, FieldFacts> facts = new LinkedHashMap<>();
      for (BlockMetaData group : file.getRowGroups()) {
        for (int i = 0; i < columns.size(); i++) {
          ParquetColumn column = columns.get(i);
          FieldFacts one = facts(column, group.getColumns().get(i));
          facts.merge(column.id(), one, Reader::together);
        }
      }
      return facts;
    }

    private static FieldFacts facts(ParquetColumn column, ColumnChunkMetaData chunk) {
      Statistics<?> statistics = chunk.getStatistics();
      boolean isKnown = statistics != null && !statistics.isEmpty();
      boolean hasBounds = isKnown && statistics.hasNonNullValue();
      return new FieldFacts(
          chunk.getTotalSize(),
          chunk.getValueCount(),
          isKnown && statistics.isNumNullsSet() ? statistics.getNumNulls() : -1,
          hasBounds ? value(column, statistics.genericGetMin()) : null,
          hasBounds ? value(column, statistics.genericGetMax()) : null);
    }

    private static Object value(ParquetColumn column, Object value) {
      if (!(value instanceof Binary binary)) {
        return value;
      }
      return column.type() == DataType.DECIMAL
          ? new BigDecimal(new BigInteger(binary.getBytes()), column.scale())
          : new String(binary.getBytes(), StandardCharsets.UTF_8);
    }

    private static FieldFacts together(FieldFacts a, FieldFacts b) {
      boolean hasUnknown = isUnknown(a) || isUnknown(b);
      return new FieldFacts(
          a.bytes + b.bytes,
          a.values + b.values,
          a.nulls < 0 || b.nulls < 0 ? -1 : a.nulls + b.nulls,
          hasUnknown ? null : bound(a.least, b.least, -1),
          hasUnknown ? null : bound(a.greatest, b.greatest, 1));
    }

    /** Whether there are values and no bounds. */
    private static boolean isUnknown(FieldFacts facts) {
      return facts.nulls != facts.values && (facts.least == null || facts.greatest == null);
    }

    @SuppressWarnings("unchecked") // Both are values of one column.
    private static @Nullable Object bound(@Nullable Object a, @Nullable Object b, int side) {
      if (a == null || b == null) {
        return a == null ? b : a;
      }
      int order =
          a instanceof String text
              ? Arrays.compareUnsigned(utf8(text), utf8((String) b))
              : ((Comparable<Object>) a).compareTo(b);
      return Integer.signum(order) == side ? a : b;
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
