package io.github.customerio4j.extract.sink.parquet;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.view;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSinkContract;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.Typing;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.sql.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes files and reads them back by DuckDB. */
class ParquetFormatTest extends TableSinkContract {
  private static final Database DUCKDB =
      new Database(() -> DriverManager.getConnection("jdbc:duckdb:"));

  @TempDir Path folder;

  private Path directory() {
    return folder.resolve("crm");
  }

  private FileSink.Builder builder(String now) {
    return FileSink.builder(directory(), ParquetFormat.standard())
        .clock(Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  @Override
  protected FileSink sink() {
    return builder("2026-11-26T11:30:45Z").build();
  }

  @Override
  protected Map<String, List<List<@Nullable String>>> visible() throws IOException {
    Map<String, List<List<@Nullable String>>> tables = new TreeMap<>();
    if (Files.isDirectory(directory())) {
      try (Stream<Path> files = Files.list(directory())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          tables.put(
              String.valueOf(file.getFileName()).replace(".parquet", ""),
              DUCKDB.query("SELECT * FROM read_parquet('" + file + "')"));
        }
      }
    }
    return tables;
  }

  private static List<List<@Nullable String>> rows(String sql) throws IOException {
    return DUCKDB.rows(sql);
  }

  private static Column.Builder column(String name, DataType values) {
    return Column.builder().name(name).originalKey(name).pointer("/" + name).valueType(values);
  }

  private static TableSchema typed(LoadType load) {
    TableSchema.Builder table = TableSchema.builder();
    table
        .name("t")
        .addColumns(
            column("id", DataType.INTEGER).isDocumented(true).build(),
            column("created", DataType.INTEGER)
                .documentedType(DataType.TIME)
                .isDocumented(true)
                .build(),
            column("count", DataType.INTEGER)
                .documentedType(DataType.INTEGER)
                .isDocumented(true)
                .build(),
            column("yes", DataType.BOOLEAN).build(),
            column("list", DataType.JSON).build(),
            column("price", DataType.DECIMAL).scale(18).build(),
            column("huge", DataType.NUMBER).build(),
            column("nothing", DataType.NONE).build(),
            Column.builder()
                .name("grosse_id")
                .originalKey("größe.id")
                .pointer("/größe/id")
                .valueType(DataType.TEXT)
                .build())
        .loadType(load);
    if (load == LoadType.INCREMENTAL_UPDATE) {
      table.addPrimaryKey("id");
    }
    return table.build();
  }

  private static final List<List<@Nullable String>> VALUES =
      List.of(
          row(
              "7",
              "1795437296",
              "-5",
              "true",
              "[1, {\"a\":\"\\\\\"}]",
              "-12345678901234567890.123456789012345678",
              "1e400",
              null,
              "ü\u0000\n"),
          row(null, "-1", "999999999999999999", "false", "{}", "1.5", "0", null, ""),
          row("9", null, null, null, null, null, null, null, null));

  @Test
  void columnsHaveTypesAndValuesAreExact() throws IOException {
    try (SinkTransaction run = sink().begin()) {
      write(run, typed(LoadType.FULL_LOAD), VALUES);
      run.commit("{}");
    }
    String file = "read_parquet('" + directory().resolve("t.parquet") + "')";
    assertThat(rows("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + file + ")"))
        .containsExactly(
            row("id", "VARCHAR"),
            row("created", "TIMESTAMP WITH TIME ZONE"),
            row("count", "BIGINT"),
            row("yes", "BOOLEAN"),
            row("list", "JSON"),
            row("price", "DECIMAL(38,18)"),
            row("huge", "VARCHAR"),
            row("größe_id", "VARCHAR"));
    assertThat(
            rows(
                "SELECT id, CAST(epoch(created) AS BIGINT), count, yes, list, price, huge,"
                    + " \"größe_id\" FROM "
                    + file))
        .containsExactly(
            row(
                "7",
                "1795437296",
                "-5",
                "true",
                "[1, {\"a\":\"\\\\\"}]",
                "-12345678901234567890.123456789012345678",
                "1e400",
                "ü\u0000\n"),
            row(null, "-1", "999999999999999999", "false", "{}", "1.500000000000000000", "0", ""),
            row("9", null, null, null, null, null, null, null));
    assertThat(
            rows(
                "SELECT DISTINCT compression FROM parquet_metadata('"
                    + directory().resolve("t.parquet")
                    + "')"))
        .containsExactly(row("ZSTD"));
  }

  @Test
  void incrementalUpdateAppendsAFileAndFullLoadReplacesAll() throws IOException {
    for (String now : List.of("2026-11-26T11:30:45Z", "2026-11-27T11:30:45Z")) {
      try (SinkTransaction run = builder(now).build().begin()) {
        write(run, typed(LoadType.INCREMENTAL_UPDATE), VALUES);
        run.commit("{}");
      }
    }
    Path parts = directory().resolve("t");
    assertThat(rows("SELECT _run_id, id FROM read_parquet('" + parts + "/*.parquet') ORDER BY ALL"))
        .containsExactly(
            row("20261126T113045Z", "7"),
            row("20261126T113045Z", "9"),
            row("20261126T113045Z", null),
            row("20261127T113045Z", "7"),
            row("20261127T113045Z", "9"),
            row("20261127T113045Z", null));
    try (SinkTransaction run = sink().begin()) {
      write(run, typed(LoadType.FULL_LOAD), VALUES);
      run.commit("{}");
    }
    assertThat(parts).doesNotExist();
    assertThat(rows("SELECT id FROM read_parquet('" + directory() + "/**/*.parquet')")).hasSize(3);
  }

  @Test
  void widerTypeRewritesPreviousFilesInTheSameCommit() throws IOException {
    load("2026-11-26T11:30:45Z", column("x", DataType.INTEGER).build(), "7");
    load("2026-11-27T11:30:45Z", column("x", DataType.DECIMAL).scale(2).build(), "19.99");
    load("2026-11-28T11:30:45Z", column("y", DataType.BOOLEAN).build(), "true");
    String all = "read_parquet('" + directory() + "/t/*.parquet', union_by_name = true)";
    assertThat(rows("SELECT CAST(x AS VARCHAR), typeof(x), y FROM " + all + " ORDER BY _run_id"))
        .containsExactly(
            row("7.00", "DECIMAL(38,2)", null),
            row("19.99", "DECIMAL(38,2)", null),
            row(null, "DECIMAL(38,2)", "true"));

    try (SinkTransaction run = builder("2026-11-29T11:30:45Z").build().begin()) {
      write(run, one(column("x", DataType.TEXT).build()), List.of(row("a")));
    }
    assertThat(rows("SELECT DISTINCT typeof(x) FROM " + all))
        .as("a run without a commit changes no file")
        .containsExactly(row("DECIMAL(38,2)"));

    load("2026-11-29T11:30:45Z", column("x", DataType.TEXT).build(), "a");
    assertThat(rows("SELECT x FROM " + all + " ORDER BY _run_id"))
        .containsExactly(row("7"), row("19.99"), row((String) null), row("a"));
  }

  @Test
  void damagedPreviousFileIsNamedWithTheRemedy() throws IOException {
    load("2026-11-26T11:30:45Z", column("x", DataType.INTEGER).build(), "7");
    Path part = directory().resolve("t/20261126T113045Z.parquet");
    Files.writeString(part, "not Parquet");
    assertThatThrownBy(
            () -> load("2026-11-27T11:30:45Z", column("x", DataType.INTEGER).build(), "8"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot append to " + part)
        .hasMessageContaining("Move that file out of the output folder, or run a Full Load");
  }

  private void load(String now, Column column, String value) throws IOException {
    try (SinkTransaction run = builder(now).build().begin()) {
      write(run, one(column), List.of(row(value)));
      run.commit("{}");
    }
  }

  @Test
  void sentencesOfTheCatalogAreInTheMetadata() throws IOException {
    TableSchema described =
        TableSchema.builder()
            .name("t")
            .description("One row a thing.")
            .addColumns(
                column("id", DataType.TEXT).isDocumented(true).description("Its id.").build())
            .loadType(LoadType.FULL_LOAD)
            .build();
    try (SinkTransaction run = builder("2026-01-15T12:00:00Z").build().begin()) {
      write(run, described, List.of(row("1")));
      run.commit("{}");
    }
    assertThat(
            rows(
                "SELECT decode(key), decode(value) FROM parquet_kv_metadata('"
                    + directory().resolve("t.parquet")
                    + "') WHERE starts_with(decode(key), 'customerio.description') ORDER BY 1"))
        .containsExactly(
            row("customerio.description", "One row a thing."),
            row("customerio.description.id", "Its id."));
  }

  private static TableSchema one(Column column) {
    return TableSchema.builder()
        .name("t")
        .addColumns(column)
        .loadType(LoadType.INCREMENTAL_UPDATE)
        .build();
  }

  @Test
  void textTypingMakesEveryColumnText() throws IOException {
    try (SinkTransaction run =
        FileSink.builder(directory(), ParquetFormat.standard().withTyping(Typing.TEXT))
            .build()
            .begin()) {
      write(run, typed(LoadType.FULL_LOAD), VALUES);
      run.commit("{}");
    }
    assertThat(visible().get("t")).endsWith(VALUES.get(0), VALUES.get(1), VALUES.get(2));
  }

  @Test
  void rowGroupsHaveTheConfiguredSize() throws IOException {
    TableSchema table =
        TableSchema.builder()
            .name("t")
            .addColumns(column("text", DataType.TEXT).build())
            .loadType(LoadType.FULL_LOAD)
            .build();
    try (SinkTransaction run =
        FileSink.builder(directory(), ParquetFormat.standard().withRowGroupBytes(1 << 20))
            .build()
            .begin()) {
      try (TableWriter writer = run.open(table)) {
        Random random = new Random(7);
        for (int i = 0; i < 8_000; i++) {
          byte[] noise = new byte[500];
          random.nextBytes(noise);
          writer.write(view(row(i + HexFormat.of().formatHex(noise))));
        }
        writer.complete();
      }
      run.commit("{}");
    }
    assertThat(
            rows(
                "SELECT DISTINCT row_group_id FROM parquet_metadata('"
                    + directory().resolve("t.parquet")
                    + "') WHERE row_group_num_rows < 2000"))
        .hasSizeBetween(5, 30);
    assertThat(
            rows(
                "SELECT count(DISTINCT text) FROM read_parquet('"
                    + directory().resolve("t.parquet")
                    + "')"))
        .containsExactly(row("8000"));
  }

  @Test
  void tooSmallRowGroupsAreRefused() {
    assertThatThrownBy(
            () -> FileSink.builder(directory(), ParquetFormat.standard().withRowGroupBytes(5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot use rowGroupBytes 5");
  }
}
