package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.parquet.ParquetTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;

/** Plans a change again, for the same rows, if another program has changed its table. */
final class Replanning {
  private final TableChange change;
  private final Table found;
  private final TableChange.Context context;

  private Replanning(TableChange change, Table found, TableChange.Context context) {
    this.change = change;
    this.found = found;
    this.context = context;
  }

  /** The change if it still fits the table, else another plan. */
  static TableChange fitting(TableChange change, Table found, TableChange.Context context)
      throws IOException {
    Replanning replanning = new Replanning(change, found, context);
    return replanning.fits() ? change : replanning.plan();
  }

  /** Whether the files still fit: the numbers of the columns, and the files to remove. */
  private boolean fits() throws IOException {
    Schema after = change.columnsAfter(found);
    boolean hasSameNumbers =
        change.schema().columns().stream()
            .allMatch(
                field -> {
                  var same = after.findField(field.name());
                  return same != null
                      && same.fieldId() == field.fieldId()
                      && same.type().equals(field.type());
                });
    return hasSameNumbers
        && (change.replaces()
            || LiveFiles.byAddress(found).keySet().containsAll(change.removals()));
  }

  /** The same rows for the table as it is now. */
  private TableChange plan() throws IOException {
    TableColumns columns = TableColumns.of(change.columnsAfter(found), change.key());
    IcebergSink.Partitioning partitioning =
        change.spec().isPartitioned()
            ? IcebergSink.Partitioning.MONTH
            : IcebergSink.Partitioning.NONE;
    Place place =
        Place.of(found, change.table(), context.run(), context.folder(), context.fileBytes())
            .with(Partitions.planned(found, change.table(), columns, partitioning));
    return change.replaces() || change.key().isEmpty()
        ? added(place, columns)
        : merged(place, columns);
  }

  private TableChange added(Place place, TableColumns columns) throws IOException {
    long bytes = change.adds().stream().mapToLong(DataFile::fileSizeInBytes).sum();
    long kept = change.replaces() ? 0 : LiveFiles.bytes(found);
    try (FileWriter writer = new FileWriter(place, columns, kept + bytes)) {
      readAdds(place, columns, writer::write);
      return with(place, columns, writer.finish(), List.of());
    }
  }

  private TableChange merged(Place place, TableColumns columns) throws IOException {
    try (RunRows rows = new RunRows(context.folder(), UUID.randomUUID().toString(), columns)) {
      readAdds(place, columns, rows::add);
      rows.complete();
      Upsert.Result result = new Upsert(place, columns, rows, false).merge(Optional.of(found));
      return with(
          place,
          columns,
          result.adds(),
          result.removals().stream().map(DataFile::location).toList());
    }
  }

  private TableChange with(
      Place place, TableColumns columns, List<DataFile> adds, List<String> removals) {
    return new TableChange(
        change.table(),
        change.replaces(),
        change.location(),
        columns.schema(),
        place.spec(),
        change.key(),
        adds,
        removals,
        change.properties());
  }

  private void readAdds(Place place, TableColumns columns, RunRows.RowConsumer consumer)
      throws IOException {
    for (DataFile file : change.adds()) {
      Path local = place.fetch(file.location());
      try (ParquetTable.Reader reader = ParquetTable.open(local)) {
        List<String> names =
            reader.fields().stream()
                .map(field -> change.schema().findColumnName(field.id()))
                .toList();
        int[] places =
            columns.cells().stream().mapToInt(cell -> names.indexOf(cell.name())).toArray();
        PlacedRow placed = new PlacedRow(places);
        for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
          consumer.accept(placed.of(row.get()));
        }
      } finally {
        Files.deleteIfExists(local);
      }
    }
  }
}
