package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.github.customerio4j.extract.sink.WrittenTable.RowChanges;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one table. Those that are to be merged wait on disk until the table is
 * complete; others go to data files at once.
 */
final class IcebergTableWriter implements TableWriter {
  private final TableSchema schema;
  private final Optional<Table> table;
  private final Place place;
  private final TableColumns columns;
  private final PlacedRow placed;
  private final int[] keyPlaces;
  private final @Nullable RunRows rows;
  private final @Nullable FileWriter files;
  private List<DataFile> adds = List.of();
  private List<DataFile> removals = List.of();
  private Optional<RowChanges> changes = Optional.empty();
  private long count;
  private boolean isOpen = true;
  private boolean isComplete;
  private boolean isUnchanged;
  private final Optional<RowsDigest> digest;

  /**
   * Opens a table.
   *
   * @param table the table; empty if the run makes it
   * @param found its place, whatever its partitions are
   */
  IcebergTableWriter(TableSchema schema, Optional<Table> table, Place found, IcebergSink sink)
      throws IOException {
    this.schema = schema;
    this.table = table;
    this.columns = TableColumns.of(schema, table, sink.typing());
    this.place =
        found.with(
            table.isPresent()
                ? Partitions.planned(table.get(), schema.name(), columns, sink.partitioning())
                : Partitions.planned(schema.name(), columns, sink.partitioning()));
    this.digest =
        schema.loadType() == LoadType.FULL_LOAD
            ? Optional.of(new RowsDigest(columns))
            : Optional.empty();
    this.placed = new PlacedRow(columns.places());
    int[] places = columns.places();
    int[] key = columns.key();
    this.keyPlaces = new int[key.length];
    for (int i = 0; i < key.length; i++) {
      keyPlaces[i] = places[key[i]];
    }
    boolean merges = schema.loadType() == LoadType.INCREMENTAL_UPDATE && key.length > 0;
    this.rows = merges ? new RunRows(place.folder(), UUID.randomUUID().toString(), columns) : null;
    // A Full Load makes a table about as large as the one before.
    this.files =
        merges ? null : new FileWriter(place, columns, table.map(LiveFiles::bytes).orElse(0L));
  }

  boolean isOpen() {
    return isOpen;
  }

  boolean isComplete() {
    return isComplete;
  }

  @Override
  public void write(Row row) throws IOException {
    requireOpen();
    count++;
    if (files != null) {
      placed.of(row);
      files.write(placed);
      if (digest.isPresent()) {
        digest.get().add(placed);
      }
      return;
    }
    for (int i = 0; i < keyPlaces.length; i++) {
      if (row.kind(keyPlaces[i]) == CellKind.NULL) {
        throw new IOException(
            "Cannot merge rows into table %s: one has no %s, which is of the primary key (%s), so it cannot be distinguished from others. Use Full Load, or another primary key."
                .formatted(
                    schema.name(),
                    columns.keyNames().get(i),
                    String.join(", ", columns.keyNames())));
      }
    }
    if (rows != null) {
      rows.add(row);
    }
  }

  @Override
  public void complete() throws IOException {
    requireOpen();
    if (files != null) {
      adds = files.finish();
      if (schema.loadType() == LoadType.INCREMENTAL_UPDATE) {
        changes = Optional.of(new RowChanges(count, 0, 0, 0));
      }
      if (isSame()) {
        discard();
        isUnchanged = true;
        changes = Optional.of(new RowChanges(0, 0, 0, count));
      }
    }
    if (rows != null) {
      rows.complete();
      boolean marks = schema.marksDeletedRows() && table.isPresent();
      Upsert.Result result = new Upsert(place, columns, rows, marks).merge(table);
      adds = result.adds();
      removals = result.removals();
      changes = Optional.of(result.changes());
      rows.close();
    }
    isOpen = false;
    isComplete = true;
  }

  /** Whether the table has the rows of a Full Load already. */
  private boolean isSame() {
    if (digest.isEmpty() || table.isEmpty() || table.get().currentSnapshot() == null) {
      return false;
    }
    return digest.get().text().equals(table.get().currentSnapshot().summary().get(TableChange.ROWS))
        && columns.schema().sameSchema(table.get().schema());
  }

  /** What the run does to the table. */
  TableChange change(String location) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(TableChange.TABLE, schema.name());
    if (!schema.description().isEmpty()) {
      properties.put("comment", schema.description());
    }
    if (digest.isPresent() && !isUnchanged) {
      properties.put(TableChange.ROWS, digest.get().text());
    }
    return new TableChange(
        schema.name(),
        schema.loadType() == LoadType.FULL_LOAD && !isUnchanged,
        location,
        columns.schema(),
        place.spec(),
        columns.keyNames(),
        adds,
        removals.stream().map(DataFile::location).toList(),
        properties);
  }

  /** The table for the report. */
  WrittenTable written(String location) {
    long bytes = adds.stream().mapToLong(DataFile::fileSizeInBytes).sum();
    return new WrittenTable(schema.name(), location, bytes, columns.changes(), changes, List.of());
  }

  /** Deletes the files of a run that is not committed. */
  void discard() {
    adds.forEach(file -> place.io().deleteFile(file.location()));
    adds = List.of();
  }

  private void requireOpen() {
    if (!isOpen) {
      throw new IllegalStateException("Cannot write into " + schema.name() + ": it is complete.");
    }
  }

  @Override
  public void close() throws IOException {
    isOpen = false;
    if (rows != null) {
      rows.close();
    }
    if (files != null) {
      files.close();
      if (!isComplete) {
        files.discard();
      }
    }
  }
}
