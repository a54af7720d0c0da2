package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.parquet.ParquetTable;
import io.github.customerio4j.extract.sink.parquet.ParquetTable.FieldFacts;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows into data files: each is made locally, then copied. One file is open at a time. If
 * the table has partitions by month, it has rows of one month, and rows of other months wait on
 * disk.
 */
final class FileWriter implements Closeable {
  private static final long ROW_GROUP_BYTES = 16L << 20;

  /** After so many rows of other months in sequence, the file of a month ends. */
  private static final int MANY_WAIT = 1024;

  /** How often the size is looked at, in rows. */
  private static final int LOOK = 256;

  /** The letters of a text that a bound keeps, as in Iceberg's own files. */
  private static final int BOUND_LETTERS = 16;

  private final Place place;
  private final TableColumns columns;
  private final long tableBytes;
  private final Optional<Partitions> partitions;
  private final WaitingRows waiting;
  private final List<DataFile> files = new ArrayList<>();
  private Month month = Month.NONE;
  private int waited;
  private ParquetTable.@Nullable Writer writer;
  private @Nullable Path local;
  private long rows;
  private long written;

  /**
   * Begins to write.
   *
   * @param tableBytes about how large the table is; 0 if that is not known
   */
  FileWriter(Place place, TableColumns columns, long tableBytes) {
    this.place = place;
    this.tableBytes = tableBytes;
    this.columns = columns;
    this.partitions = Partitions.of(place.spec(), columns);
    this.waiting = new WaitingRows(place.folder(), columns.cells().size());
  }

  /** Writes a row, which has the cells of the table. */
  void write(Row row) throws IOException {
    Month ofRow = partitions.isEmpty() ? month : partitions.get().month(row);
    if (ofRow.equals(month)) {
      waited = 0;
      put(row);
      return;
    }
    waiting.add(ofRow, row);
    waited++;
    if (waited == MANY_WAIT) {
      turnTo(ofRow);
    }
  }

  /** Ends the file of a month, and begins one of another with the rows that wait for it. */
  private void turnTo(Month next) throws IOException {
    endFile();
    month = next;
    waited = 0;
    waiting.take(next, this::put);
  }

  private void put(Row row) throws IOException {
    ParquetTable.Writer to = writer;
    if (to == null) {
      Path file = place.newLocalFile();
      to =
          ParquetTable.create(
              file,
              place.name(),
              columns.fieldsInFiles(),
              ROW_GROUP_BYTES,
              Map.of("iceberg.schema", SchemaParser.toJson(columns.schema())));
      local = file;
      writer = to;
      rows = 0;
    }
    to.write(row);
    rows++;
    if (rows % LOOK == 0 && to.bytes() >= place.fileBytes(Math.max(tableBytes, written))) {
      endFile();
    }
  }

  /** Ends the file that is being written, if there is one. */
  void endFile() throws IOException {
    ParquetTable.Writer done = writer;
    Path file = local;
    if (done == null || file == null) {
      return;
    }
    done.close();
    writer = null;
    local = null;
    String address = place.newAddress();
    try (OutputStream to = place.io().newOutputFile(address).create()) {
      Files.copy(file, to);
    }
    files.add(dataFile(file, address));
    written += Files.size(file);
    Files.delete(file);
  }

  private DataFile dataFile(Path file, String address) throws IOException {
    try (ParquetTable.Reader reader = ParquetTable.open(file)) {
      DataFiles.Builder builder = DataFiles.builder(place.spec());
      if (partitions.isPresent()) {
        builder.withPartition(month.partition(place.spec()));
      }
      return builder
          .withPath(address)
          .withFormat(FileFormat.PARQUET)
          .withFileSizeInBytes(Files.size(file))
          .withMetrics(metrics(reader))
          .withSplitOffsets(reader.rowGroups())
          .build();
    }
  }

  private Metrics metrics(ParquetTable.Reader reader) {
    Map<Integer, Long> sizes = new HashMap<>();
    Map<Integer, Long> values = new HashMap<>();
    Map<Integer, Long> nulls = new HashMap<>();
    Map<Integer, ByteBuffer> lower = new HashMap<>();
    Map<Integer, ByteBuffer> upper = new HashMap<>();
    for (Map.Entry<Integer, FieldFacts> entry : reader.facts().entrySet()) {
      int id = entry.getKey();
      FieldFacts facts = entry.getValue();
      Type type = columns.schema().findType(id);
      sizes.put(id, facts.bytes());
      values.put(id, facts.values());
      if (facts.nulls() >= 0) {
        nulls.put(id, facts.nulls());
      }
      Object least = facts.least();
      Object greatest = facts.greatest();
      if (least instanceof String text) {
        least = UnicodeUtil.truncateStringMin(text, BOUND_LETTERS);
      }
      if (greatest instanceof String text) {
        greatest = UnicodeUtil.truncateStringMax(text, BOUND_LETTERS);
      }
      if (least != null) {
        lower.put(id, Conversions.toByteBuffer(type, least));
      }
      if (greatest != null) {
        upper.put(id, Conversions.toByteBuffer(type, greatest));
      }
    }
    return new Metrics(reader.rowCount(), sizes, values, nulls, null, lower, upper);
  }

  /** Writes what waits, and ends the last file; returns all. */
  List<DataFile> finish() throws IOException {
    endFile();
    for (Month next : waiting.months()) {
      turnTo(next);
      endFile();
    }
    return List.copyOf(files);
  }

  /** Deletes the files that are at the table's place. */
  void discard() {
    files.forEach(file -> place.io().deleteFile(file.location()));
    files.clear();
  }

  /** Releases a file that is not complete; those that are stay. */
  @Override
  public void close() throws IOException {
    ParquetTable.Writer open = writer;
    Path file = local;
    writer = null;
    local = null;
    waiting.close();
    if (open != null) {
      open.close();
    }
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
