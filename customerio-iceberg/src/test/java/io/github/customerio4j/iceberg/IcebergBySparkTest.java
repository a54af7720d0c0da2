package io.github.customerio4j.iceberg;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.Typing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark reads with Iceberg's own runtime is what was extracted. */
final class IcebergBySparkTest {
  private static final Namespace CHANGES = Namespace.of("changes");

  @TempDir private static Path folder;
  private static JdbcCatalog catalog;
  private static SparkReader spark;

  @BeforeAll
  static void start() throws IOException {
    catalog = LocalWarehouse.catalog(folder);
    spark = SparkReader.start(folder);
  }

  @AfterAll
  static void end() throws IOException {
    spark.close();
    catalog.close();
  }

  private static IcebergSink sink(Namespace namespace) {
    return IcebergSink.builder(catalog, namespace)
        .partitioning(IcebergSink.Partitioning.MONTH)
        .build();
  }

  @Test
  void workspaceHasTheRowsAndTypesOfTheCollectingSink() throws IOException {
    TableSink.Collecting collected = TableSink.collecting();
    try (SandboxWorkspace workspace = SandboxWorkspace.open()) {
      Extractor intoMemory = workspace.into(collected);
      Extractor intoIceberg = workspace.into(sink(LocalWarehouse.NAMESPACE));
      ExtractionConfig all = ExtractionConfig.everything().build();
      intoMemory.run(all);
      intoIceberg.run(all);
      for (String table : List.of("campaigns", "customers", "messages", "segments")) {
        requireSame(collected.table(table));
      }
      long first = LocalWarehouse.table(catalog, "messages").currentSnapshot().snapshotId();
      int messages = collected.rows("messages").size();
      workspace.advanceTwoDays();
      ExtractionConfig newer =
          ExtractionConfig.everything().loadType(LoadType.INCREMENTAL_UPDATE).build();
      intoMemory.run(newer);
      intoIceberg.run(newer);
      for (TableSink.Collecting.Table table : collected.tables().values()) {
        requireSame(table);
      }
      assertThat(count("messages VERSION AS OF " + first)).isEqualTo(messages);
      assertThat(
              spark
                  .query("SELECT CAST(sum(record_count) AS INT) FROM local.crm.messages.files")
                  .cell())
          .isEqualTo(String.valueOf(collected.rows("messages").size()));
      assertThat(count("messages.partitions")).isGreaterThan(1);
      assertThat(count("messages.snapshots")).isPositive();
    }
  }

  private int count(String table) throws IOException {
    return Integer.parseInt(
        String.valueOf(spark.query("SELECT count(*) FROM local.crm." + table).cell()));
  }

  private static void requireSame(TableSink.Collecting.Table table) throws IOException {
    SparkReader.Result read = spark.query("SELECT * FROM local.crm." + table.name());
    CollectedRows collected = new CollectedRows(table);
    read.types()
        .forEach(
            (name, type) -> {
              Optional<Column> column = collected.column(name).filter(Column::hasValues);
              if (column.isPresent()) {
                assertThat(type)
                    .as("type of %s.%s", table.name(), name)
                    .matches(type(column.get().type(Typing.TYPED)));
              }
            });
    assertThat(read.named().stream().map(collected::comparable).toList())
        .as(table.name())
        .containsExactlyInAnyOrderElementsOf(collected.rows());
  }

  private static String type(DataType type) {
    return switch (type) {
      case INTEGER -> "bigint";
      case DECIMAL -> "decimal\\(38,[0-9]+\\)";
      case BOOLEAN -> "boolean";
      case TIME -> "timestamp";
      case NONE, NUMBER, JSON, TEXT -> "string";
    };
  }

  private static Column column(String name, DataType type, int scale) {
    return Column.builder()
        .name(name)
        .originalKey(name)
        .pointer("/" + name)
        .documentedType(type == DataType.TIME ? type : DataType.TEXT)
        .valueType(type == DataType.TIME ? DataType.INTEGER : type)
        .scale(scale)
        .build();
  }

  private static TableSchema table(Column... more) {
    return TableSchema.builder()
        .name("messages")
        .addColumns(column("id", DataType.TEXT, 0), column("created", DataType.TIME, 0))
        .addColumns(more)
        .addPrimaryKey("id")
        .loadType(LoadType.INCREMENTAL_UPDATE)
        .marksDeletedRows(true)
        .build();
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // The rows are only read.
  private long run(TableSchema schema, List<@Nullable String>... rows) throws IOException {
    try (SinkTransaction run = sink(CHANGES).begin()) {
      write(run, schema, List.of(rows));
      run.commit("{}");
    }
    return found().currentSnapshot().snapshotId();
  }

  private Table found() {
    return catalog.loadTable(TableIdentifier.of(CHANGES, "messages"));
  }

  private List<List<@Nullable String>> read(String columns, String version) throws IOException {
    return spark
        .query("SELECT %s FROM local.changes.messages %s ORDER BY id".formatted(columns, version))
        .rows();
  }

  @Test
  void tableThatChangesIsReadAsOfEachRun() throws IOException {
    long first =
        run(
            table(column("n", DataType.INTEGER, 0)),
            row("a", "1767225600", "1"),
            row("b", "1769904000", "9007199254740993"));
    long added =
        run(
            table(column("n", DataType.INTEGER, 0), column("ok", DataType.BOOLEAN, 0)),
            row("a", "1767225600", "1", null),
            row("b", "1769904000", "9007199254740993", null),
            row("c", null, "3", "true"));
    long widened =
        run(
            table(column("n", DataType.DECIMAL, 2), column("ok", DataType.BOOLEAN, 0)),
            row("a", "1767225600", "1.25", null),
            row("b", "1769904000", "9007199254740993", null),
            row("c", null, "3", "true"));
    run(
        table(column("n", DataType.TEXT, 0), column("ok", DataType.BOOLEAN, 0)),
        row("a", "1767225600", "ğİı", "false"),
        row("c", null, "3", "true"));

    assertThat(read("id, created, n", "VERSION AS OF " + first))
        .containsExactly(row("a", "1767225600", "1"), row("b", "1769904000", "9007199254740993"));
    assertThat(read("id, created, n, ok", "VERSION AS OF " + added))
        .containsExactly(
            row("a", "1767225600", "1", null),
            row("b", "1769904000", "9007199254740993", null),
            row("c", null, "3", "true"));
    assertThat(read("id, n", "VERSION AS OF " + widened))
        .containsExactly(row("a", "1.25"), row("b", "9007199254740993"), row("c", "3"));
    assertThat(read("id, created, n, ok, _is_deleted", ""))
        .containsExactly(
            row("a", "1767225600", "ğİı", "false", "false"),
            row("b", "1769904000", "9007199254740993", null, "true"),
            row("c", null, "3", "true", "false"));
    // Filters that skip files, by bounds and by partitions.
    assertThat(read("id", "WHERE created >= TIMESTAMP '2026-02-01 00:00:00'"))
        .containsExactly(row("b"));
    assertThat(read("id", "WHERE created IS NULL")).containsExactly(row("c"));
    assertThat(read("id", "WHERE n = 'ğİı'")).containsExactly(row("a"));
    assertThat(spark.query("SELECT * FROM local.changes.messages").types())
        .containsEntry("n", "string");
  }
}
