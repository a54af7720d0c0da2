package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.parquet.ParquetTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Into which partitions a table is divided: none, or the months in which records were made. */
final class Partitions {
  /** No column of the API begins with an underscore. */
  private static final String FIELD = "_created_month";

  private static final long MICROS = 1_000_000;
  private static final int NOWHERE = -1;

  private final int cell;
  private final boolean zeroIsNever;

  private Partitions(int cell, boolean zeroIsNever) {
    this.cell = cell;
    this.zeroIsNever = zeroIsNever;
  }

  /** How rows with those columns are divided. */
  static Optional<Partitions> of(PartitionSpec spec, TableColumns columns) {
    int source = source(spec);
    if (source == NOWHERE) {
      return Optional.empty();
    }
    int cell = columns.cellOf(source);
    ParquetTable.Field field = columns.cells().get(cell);
    return Optional.of(new Partitions(cell, field.zeroIsNever()));
  }

  /** The month of a row that has the cells of the table. */
  Month month(Row row) {
    if (row.kind(cell) == CellKind.NULL) {
      return Month.NONE;
    }
    long seconds = row.wholeNumber(cell);
    if (seconds == 0 && zeroIsNever) {
      return Month.NONE;
    }
    // The same time as in the file.
    Integer month =
        Transforms.<Long>month().bind(Types.TimestampType.withZone()).apply(seconds * MICROS);
    return new Month(month);
  }

  /** Whether a run writes into a table with these partitions. */
  static boolean areOwn(PartitionSpec spec) {
    if (!spec.isPartitioned()) {
      return true;
    }
    NestedField source = spec.schema().findField(source(spec));
    return source != null && TableColumns.CREATION_TIMES.contains(source.name());
  }

  /** The number of the column whose months a table is divided by; -1 for any other division. */
  private static int source(PartitionSpec spec) {
    if (spec.fields().size() != 1) {
      return NOWHERE;
    }
    PartitionField field = spec.fields().get(0);
    return field.transform().toString().equals("month") ? field.sourceId() : NOWHERE;
  }

  /** The partitions of a new table with those columns. */
  static PartitionSpec planned(
      String table, TableColumns columns, IcebergSink.Partitioning partitioning) {
    boolean isWanted = partitioning == IcebergSink.Partitioning.MONTH && isHistory(table);
    int cell = columns.creationTime();
    return isWanted && cell >= 0
        ? byMonth(columns.schema(), columns.cells().get(cell).id())
        : PartitionSpec.unpartitioned();
  }

  /** A table that has them keeps its months; one that has none gets them if they are wanted. */
  static PartitionSpec planned(
      Table found, String table, TableColumns columns, IcebergSink.Partitioning partitioning) {
    int cell = columns.creationTime();
    boolean hasMonths = cell >= 0 && source(found.spec()) == columns.cells().get(cell).id();
    return hasMonths
        ? byMonth(columns.schema(), source(found.spec()))
        : planned(table, columns, partitioning);
  }

  private static PartitionSpec byMonth(Schema schema, int source) {
    return PartitionSpec.builderFor(schema).month(schema.findColumnName(source), FIELD).build();
  }

  /** Whether a table has a row for each thing that happened, so that it grows by the month. */
  private static boolean isHistory(String table) {
    return table.equals("messages")
        || table.endsWith("_deliveries")
        || table.startsWith("activity_")
        || table.equals("activities_all");
  }

  /** Drops the partitions of a column that a table will no longer have. */
  static void release(Transaction transaction, Schema after) {
    PartitionSpec spec = transaction.table().spec();
    if (spec.isPartitioned() && after.findField(source(spec)) == null) {
      transaction.updateSpec().removeField(spec.fields().get(0).name()).commit();
    }
  }

  /**
   * Brings a table to the partitions that were planned; returns its own name of them.
   *
   * @throws IllegalStateException if another program has divided the table in the meantime
   */
  static PartitionSpec adopt(Transaction transaction, PartitionSpec planned) {
    Table table = transaction.table();
    if (isLike(table.spec(), planned)) {
      return table.spec();
    }
    if (planned.isPartitioned() && !table.spec().isPartitioned()) {
      String column = table.schema().findColumnName(source(planned));
      transaction.updateSpec().addField(FIELD, Expressions.month(column)).commit();
      return transaction.table().spec();
    }
    // Files may have the partitions that a table had before.
    return table.specs().values().stream()
        .filter(spec -> isLike(spec, planned))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Cannot write table %s: another program has changed its partitions during the run. Run again."
                        .formatted(table.name())));
  }

  private static boolean isLike(PartitionSpec spec, PartitionSpec planned) {
    return planned.isPartitioned() ? source(spec) == source(planned) : !spec.isPartitioned();
  }

  /** A file under the table's own name of its partitions. */
  static DataFile in(PartitionSpec spec, DataFile file) {
    if (spec.specId() == file.specId()) {
      return file;
    }
    DataFiles.Builder copy =
        DataFiles.builder(spec)
            .withPath(file.location())
            .withFormat(file.format())
            .withFileSizeInBytes(file.fileSizeInBytes())
            .withSplitOffsets(file.splitOffsets())
            .withMetrics(
                new Metrics(
                    file.recordCount(),
                    file.columnSizes(),
                    file.valueCounts(),
                    file.nullValueCounts(),
                    file.nanValueCounts(),
                    file.lowerBounds(),
                    file.upperBounds()));
    return (spec.isPartitioned() ? copy.withPartition(file.partition()) : copy).build();
  }

  /** Counts files by their partitions. */
  static final class Counts {
    private final Map<String, Integer> counts = new HashMap<>();

    private static String name(DataFile file) {
      return file.specId() + " " + file.partition();
    }

    void add(DataFile file) {
      counts.merge(name(file), 1, Integer::sum);
    }

    int of(DataFile file) {
      return Objects.requireNonNullElse(counts.get(name(file)), 0);
    }
  }
}
