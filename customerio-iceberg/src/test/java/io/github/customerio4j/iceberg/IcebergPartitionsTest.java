package io.github.customerio4j.iceberg;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.schema;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.github.customerio4j.extract.state.ExtractionState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that have a partition for each month. */
final class IcebergPartitionsTest {
  @TempDir private Path folder;
  private JdbcCatalog catalog;

  @BeforeEach
  void openCatalog() {
    catalog = LocalWarehouse.catalog(folder);
  }

  @AfterEach
  void closeCatalog() {
    catalog.close();
  }

  private IcebergSink sink(IcebergSink.Partitioning partitioning) {
    return IcebergSink.builder(catalog, LocalWarehouse.NAMESPACE)
        .partitioning(partitioning)
        .build();
  }

  private static Column column(String name, DataType documented, DataType found) {
    return Column.builder()
        .name(name)
        .originalKey(name)
        .pointer("/" + name)
        .documentedType(documented)
        .valueType(found)
        .zeroIsNever(documented == DataType.TIME)
        .build();
  }

  private static TableSchema table(String name, LoadType loadType, DataType times) {
    return TableSchema.builder()
        .name(name)
        .addColumns(
            column("id", DataType.TEXT, DataType.TEXT),
            column("created", times == DataType.TEXT ? times : DataType.TIME, times),
            column("subject", DataType.TEXT, DataType.TEXT))
        .addPrimaryKey("id")
        .loadType(loadType)
        .build();
  }

  private static TableSchema messages() {
    return table("messages", LoadType.INCREMENTAL_UPDATE, DataType.INTEGER);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // The rows are only read.
  private List<WrittenTable> run(TableSchema schema, List<@Nullable String>... rows)
      throws IOException {
    return run(IcebergSink.Partitioning.MONTH, schema, List.of(rows));
  }

  private List<WrittenTable> run(
      IcebergSink.Partitioning partitioning, TableSchema schema, List<List<@Nullable String>> rows)
      throws IOException {
    try (SinkTransaction run = sink(partitioning).begin()) {
      write(run, schema, rows);
      return run.commit(ExtractionState.empty().toJson());
    }
  }

  private static String on(int year, int month, int day) {
    return String.valueOf(
        LocalDate.of(year, month, day).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
  }

  private Table found() {
    return LocalWarehouse.table(catalog, "messages");
  }

  /** The number of rows in each partition. */
  private static Map<String, Long> partitions(Table table) throws IOException {
    Map<String, Long> rows = new TreeMap<>();
    for (DataFile file : LocalWarehouse.files(table)) {
      String name =
          Objects.requireNonNull(table.specs().get(file.specId()))
              .partitionToPath(file.partition());
      rows.merge(name, file.recordCount(), Long::sum);
    }
    return rows;
  }

  @Test
  void rowsAreInThePartitionOfTheirMonth() throws IOException {
    run(
        messages(),
        row("a", on(2026, 1, 31), "x"),
        row("b", on(2026, 2, 1), "x"),
        row("c", null, "x"),
        row("d", on(2026, 1, 1), "x"),
        row("e", "0", "x"),
        row("f", "-1", "x"));

    assertThat(partitions(found()))
        .containsExactly(
            Map.entry("_created_month=1969-12", 1L),
            Map.entry("_created_month=2026-01", 2L),
            Map.entry("_created_month=2026-02", 1L),
            Map.entry("_created_month=null", 2L));
    assertThat(LocalWarehouse.rows(found())).hasSize(7).contains(row("e", null, "x"));
  }

  @Test
  void filterOnTheTimeReadsTheMonthOnly() throws IOException {
    run(
        messages(),
        row("a", on(2026, 1, 31), "x"),
        row("b", on(2026, 2, 1), "x"),
        row("c", "0", "x"));

    List<FileScanTask> tasks = new ArrayList<>();
    try (CloseableIterable<FileScanTask> planned =
        found()
            .newScan()
            .filter(Expressions.lessThan("created", "2026-02-01T00:00:00+00:00"))
            .planFiles()) {
      planned.forEach(tasks::add);
    }

    assertThat(tasks).hasSize(1);
  }

  @Test
  void incrementalUpdateWritesFilesOfItsMonthsOnly() throws IOException {
    run(
        messages(),
        row("a", on(2026, 1, 31), "x"),
        row("b", on(2026, 2, 1), "x"),
        row("c", null, "x"));
    Map<String, String> before = locations();

    run(messages(), row("b", on(2026, 2, 1), "y"), row("d", on(2026, 3, 1), "y"));

    Map<String, String> after = locations();
    assertThat(after).containsKey("_created_month=2026-03");
    assertThat(after.get("_created_month=2026-01")).isEqualTo(before.get("_created_month=2026-01"));
    assertThat(after.get("_created_month=null")).isEqualTo(before.get("_created_month=null"));
    assertThat(LocalWarehouse.rows(found()))
        .containsExactlyInAnyOrder(
            row("id", "created", "subject"),
            row("a", on(2026, 1, 31), "x"),
            row("b", on(2026, 2, 1), "y"),
            row("c", null, "x"),
            row("d", on(2026, 3, 1), "y"));
  }

  private Map<String, String> locations() throws IOException {
    Map<String, String> locations = new TreeMap<>();
    for (DataFile file : LocalWarehouse.files(found())) {
      locations.merge(
          found().spec().partitionToPath(file.partition()), file.location(), (a, b) -> a + b);
    }
    return locations;
  }

  @Test
  void rowThatGetsATimeMovesToItsMonth() throws IOException {
    run(messages(), row("a", null, "x"), row("b", on(2026, 2, 1), "x"));

    run(messages(), row("a", on(2026, 2, 3), "x"));

    assertThat(partitions(found())).containsExactly(Map.entry("_created_month=2026-02", 2L));
  }

  @Test
  void fullLoadReplacesAllMonths() throws IOException {
    TableSchema schema = table("messages", LoadType.FULL_LOAD, DataType.INTEGER);
    run(schema, row("a", on(2026, 1, 31), "x"), row("b", on(2026, 2, 1), "x"));

    run(schema, row("b", on(2026, 2, 1), "y"), row("c", null, "y"));

    assertThat(partitions(found()))
        .containsExactly(
            Map.entry("_created_month=2026-02", 1L), Map.entry("_created_month=null", 1L));
  }

  @Test
  void rowsInAnyOrderMakeFewFiles() throws IOException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      rows.add(row("m" + i, on(2024 + i % 3, 1 + i % 12, 1 + i % 28), "x"));
    }
    for (int i = 0; i < 5_000; i++) {
      rows.add(row("n" + i, on(2026, 1 + i / 2_500, 1), "x"));
    }

    run(IcebergSink.Partitioning.MONTH, messages(), rows);

    assertThat(LocalWarehouse.rows(found())).containsAll(rows).hasSize(10_001);
    assertThat(LocalWarehouse.files(found()).size())
        .isBetween(partitions(found()).size(), partitions(found()).size() + 2);
  }

  @Test
  void tableWithoutMonthsGetsThemWithTheNextRows() throws IOException {
    run(
        IcebergSink.Partitioning.NONE,
        messages(),
        List.of(row("a", on(2026, 1, 31), "x"), row("b", on(2026, 2, 1), "x")));
    assertThat(found().spec().isPartitioned()).isFalse();

    run(messages(), row("c", on(2026, 9, 1), "x"));
    assertThat(partitions(found()))
        .containsExactly(Map.entry("", 2L), Map.entry("_created_month=2026-09", 1L));

    run(messages(), row("a", on(2026, 1, 31), "y"));
    assertThat(partitions(found()))
        .containsExactly(
            Map.entry("_created_month=2026-01", 1L),
            Map.entry("_created_month=2026-02", 1L),
            Map.entry("_created_month=2026-09", 1L));
    assertThat(LocalWarehouse.rows(found())).hasSize(4).contains(row("a", on(2026, 1, 31), "y"));
  }

  @Test
  void tableKeepsItsMonthsWithoutTheOption() throws IOException {
    run(messages(), row("a", on(2026, 1, 31), "x"));

    run(IcebergSink.Partitioning.NONE, messages(), List.of(row("b", on(2026, 2, 1), "x")));

    assertThat(partitions(found()))
        .containsExactly(
            Map.entry("_created_month=2026-01", 1L), Map.entry("_created_month=2026-02", 1L));
  }

  @Test
  void columnOfTimesThatBecomesTextEndsTheMonths() throws IOException {
    run(messages(), row("a", on(2026, 1, 31), "x"), row("b", null, "x"));

    run(table("messages", LoadType.INCREMENTAL_UPDATE, DataType.TEXT), row("c", "yesterday", "x"));
    run(table("messages", LoadType.INCREMENTAL_UPDATE, DataType.TEXT), row("d", "yesterday", "x"));

    assertThat(found().spec().isPartitioned()).isFalse();
    assertThat(LocalWarehouse.rows(found()))
        .hasSize(5)
        .contains(row("a", on(2026, 1, 31), "x"), row("c", "yesterday", "x"));
  }

  @Test
  void otherTablesHaveNoMonths() throws IOException {
    run(
        table("campaigns", LoadType.INCREMENTAL_UPDATE, DataType.INTEGER),
        row("a", on(2026, 1, 31), "x"));
    run(schema("activity_x", "id"), row("a"));

    assertThat(LocalWarehouse.table(catalog, "campaigns").spec().isPartitioned()).isFalse();
    assertThat(LocalWarehouse.table(catalog, "activity_x").spec().isPartitioned()).isFalse();
  }

  @Test
  void otherPartitionsAreRefused() throws IOException {
    run(IcebergSink.Partitioning.NONE, messages(), List.of(row("a", on(2026, 1, 31), "x")));
    found().updateSpec().addField(Expressions.bucket("id", 4)).commit();

    try (SinkTransaction run = sink(IcebergSink.Partitioning.MONTH).begin()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> run.open(messages()))
          .withMessageContaining("partitions that a run does not keep");
    }
  }

  @Test
  void smallFilesOfAMonthAreMergedAndNoOthers() throws IOException {
    run(messages(), row("old", on(2025, 1, 1), "x"));
    String old = locations().get("_created_month=2025-01");
    for (int day = 1; day <= 10; day++) {
      run(messages(), row("m" + day, on(2026, 1, day), "x"));
    }

    assertThat(LocalWarehouse.files(found())).hasSizeLessThan(9);
    assertThat(locations()).containsEntry("_created_month=2025-01", old);
    assertThat(partitions(found())).containsEntry("_created_month=2026-01", 10L);
  }
}
