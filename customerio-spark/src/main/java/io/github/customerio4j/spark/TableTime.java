package io.github.customerio4j.spark;

import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.catalog.ColumnPath;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.catalog.TableSpec;
import io.github.customerio4j.extract.rows.RowQuery;
import io.github.customerio4j.extract.sink.Column;
import java.util.Optional;

/**
 * How a table is read by time.
 *
 * @param isTaken whether a range of creation times can be asked for
 * @param column the column of the creation time, if rows have it
 */
record TableTime(boolean isTaken, Optional<String> column) {

  /** What is known of a table that there is. */
  static TableTime of(String table) {
    Optional<TableSpec> spec = spec(table);
    boolean isTaken = RowQuery.timeOf(table) == RowQuery.TimeRange.BY_CREATION;
    Optional<String> pointer = spec.flatMap(TableSpec::timeField).map(ColumnPath::pointer);
    return new TableTime(
        isTaken,
        Extractor.rowSchema(table).columns().stream()
            .filter(column -> pointer.equals(Optional.of(column.pointer())))
            .map(Column::name)
            .findFirst());
  }

  private static Optional<TableSpec> spec(String table) {
    return TableCatalog.all().stream()
        .filter(
            spec ->
                spec.name().equals(table)
                    || (spec.name().endsWith("_") && table.startsWith(spec.name())))
        .findFirst();
  }
}
