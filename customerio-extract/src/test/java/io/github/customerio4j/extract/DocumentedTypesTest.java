package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.config.ExtractionConfig.MisfitException;
import io.github.customerio4j.extract.config.ExtractionConfig.Types;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import io.github.customerio4j.extract.sink.SchemaChange;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import io.github.customerio4j.extract.sink.sql.Database;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.github.customerio4j.extract.state.MemoryStateStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns get the types that the API documents, also in tables that an earlier version made. */
class DocumentedTypesTest {
  private static EmbeddedPostgres postgres;

  @TempDir Path folder;
  private Scene scene;

  /** A database with tables of its own for each test. */
  enum Kind {
    DUCKDB("VARCHAR", "BIGINT", "TIMESTAMP WITH TIME ZONE"),
    POSTGRESQL("text", "bigint", "timestamp with time zone");

    private final String text;
    private final String number;
    private final String time;

    Kind(String text, String number, String time) {
      this.text = text;
      this.number = number;
      this.time = time;
    }

    private Connection connect(Path folder) throws SQLException {
      return this == DUCKDB
          ? DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("crm.duckdb"))
          : postgres.getPostgresDatabase().getConnection();
    }

    /** A statement that gives a column another type. */
    private String changing(String table, String column, String type, String using) {
      return "ALTER TABLE %s ALTER COLUMN %s %s %s USING %s"
          .formatted(table, column, this == DUCKDB ? "SET DATA TYPE" : "TYPE", type, using);
    }
  }

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(folder.resolve("spool"));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private TableSink sink(Kind kind, String prefix) {
    return kind == Kind.DUCKDB
        ? SqlSink.duckDb(folder.resolve("crm.duckdb")).prefix(prefix).build()
        : SqlSink.postgresql("postgresql://postgres@localhost:" + postgres.getPort() + "/postgres")
            .prefix(prefix)
            .build();
  }

  private ExtractionConfig config(Types types, String... tables) {
    return ExtractionConfig.builder()
        .addTables(tables)
        .types(types)
        .spoolDirectory(folder.resolve("spool"))
        .build();
  }

  private ExtractionReport run(
      TableSink sink, MemoryStateStore state, Types types, String... tables) {
    return scene.extractor().sink(sink).stateStore(state).build().run(config(types, tables));
  }

  private void execute(Kind kind, String... statements) throws SQLException {
    try (Connection connection = kind.connect(folder);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String type(Kind kind, String table, String column) throws IOException {
    return String.valueOf(
        database(kind)
            .rows(
                "SELECT data_type FROM information_schema.columns WHERE table_name = '%s' AND column_name = '%s'"
                    .formatted(table, column))
            .get(0)
            .get(0));
  }

  private Database database(Kind kind) {
    return new Database(() -> kind.connect(folder));
  }

  private static TableReport table(ExtractionReport report, String name) {
    return report.tables().stream()
        .filter(table -> table.table().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void listBroadcasts() {
    scene.api.list(
        "broadcasts",
        "{\"id\":3,\"first_started\":0,\"created\":1700000000,\"updated\":1700000000}",
        "{\"id\":4,\"first_started\":1700000001,\"created\":1700000000,\"updated\":1700000000}");
    scene.api.body(
        "broadcasts/3/triggers",
        "{\"triggers\":[{\"id\":1,\"broadcast_id\":3,\"processed_at\":0}]}");
    scene.api.body("broadcasts/4/triggers", "{\"triggers\":[{\"id\":1,\"broadcast_id\":\"4\"}]}");
  }

  /** Gives the tables the types that the version before gave them. */
  private void makeEarlier(Kind kind, String prefix) throws SQLException {
    String broadcasts = prefix + "broadcasts";
    String triggers = prefix + "broadcast_triggers";
    execute(
        kind,
        kind.changing(
            triggers, "broadcast_id", kind.text, "CAST(broadcast_id AS " + kind.text + ")"),
        kind.changing(triggers, "id", kind.text, "CAST(id AS " + kind.text + ")"),
        kind.changing(
            broadcasts,
            "first_started",
            kind.number,
            "CAST(coalesce(extract(epoch FROM first_started), 0) AS " + kind.number + ")"));
  }

  @ParameterizedTest
  @EnumSource
  void columnsOfAnEarlierVersionChangeOnceAndAreToldBefore(Kind kind)
      throws IOException, SQLException {
    listBroadcasts();
    TableSink sink = sink(kind, "once_");
    MemoryStateStore state = new MemoryStateStore();
    run(sink, state, Types.WIDEN, "broadcasts", "broadcast_triggers");
    makeEarlier(kind, "once_");

    ExtractionConfig config = config(Types.WIDEN, "broadcasts", "broadcast_triggers");
    Map<String, List<SchemaChange>> announced = Extractor.typeChanges(sink, state, config);
    assertThat(announced.get("broadcast_triggers"))
        .extracting(SchemaChange::toString)
        .containsExactlyInAnyOrder(
            "broadcast_id: from " + kind.text + " to " + kind.number,
            "id: from " + kind.text + " to " + kind.number);
    assertThat(announced.get("broadcasts"))
        .extracting(SchemaChange::toString)
        .containsExactly("first_started: from " + kind.number + " to " + kind.time);
    assertThat(
            Extractor.typeChanges(
                sink, state, config(Types.KEEP, "broadcasts", "broadcast_triggers")))
        .isEmpty();

    ExtractionReport second = run(sink, state, Types.WIDEN, "broadcasts", "broadcast_triggers");
    assertThat(table(second, "broadcast_triggers").schemaChanges())
        .extracting(SchemaChange::toString)
        .containsExactlyInAnyOrder(
            "broadcast_id: changed from " + kind.text + " to " + kind.number,
            "id: changed from " + kind.text + " to " + kind.number);
    assertThat(table(second, "broadcasts").schemaChanges())
        .extracting(SchemaChange::toString)
        .containsExactly("first_started: changed from " + kind.number + " to " + kind.time);
    assertThat(second.tables()).allSatisfy(table -> assertThat(table.warnings()).isEmpty());
    assertThat(
            database(kind)
                .rows(
                    "SELECT b.id, CAST(extract(epoch FROM b.first_started) AS BIGINT), t.id, t.processed_at FROM once_broadcasts b JOIN once_broadcast_triggers t ON t.broadcast_id = b.id ORDER BY b.id"))
        .containsExactly(
            Arrays.asList("3", null, "1", null), Arrays.asList("4", "1700000001", "1", null));

    ExtractionReport third = run(sink, state, Types.WIDEN, "broadcasts", "broadcast_triggers");
    assertThat(third.tables()).allSatisfy(table -> assertThat(table.schemaChanges()).isEmpty());
    assertThat(Extractor.typeChanges(sink, state, config)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void rowOfADeletedRecordDoesNotKeep1970(Kind kind) throws IOException, SQLException {
    listBroadcasts();
    TableSink sink = sink(kind, "never_");
    MemoryStateStore state = new MemoryStateStore();
    run(sink, state, Types.WIDEN, "broadcasts");
    execute(kind, "INSERT INTO never_broadcasts (id, first_started) VALUES (99, to_timestamp(0))");
    run(sink, state, Types.WIDEN, "broadcasts");
    assertThat(
            database(kind)
                .rows("SELECT id FROM never_broadcasts WHERE first_started IS NULL ORDER BY id"))
        .containsExactly(List.of("3"), List.of("99"));
  }

  @ParameterizedTest
  @EnumSource
  void keepDefersTheChange(Kind kind) throws IOException, SQLException {
    listBroadcasts();
    TableSink sink = sink(kind, "keep_");
    MemoryStateStore state = new MemoryStateStore();
    run(sink, state, Types.WIDEN, "broadcasts", "broadcast_triggers");
    makeEarlier(kind, "keep_");

    ExtractionReport kept = run(sink, state, Types.KEEP, "broadcasts", "broadcast_triggers");

    assertThat(kept.tables()).allSatisfy(table -> assertThat(table.schemaChanges()).isEmpty());
    assertThat(type(kind, "keep_broadcast_triggers", "broadcast_id")).isEqualTo(kind.text);
    assertThat(type(kind, "keep_broadcasts", "first_started")).isEqualTo(kind.number);
    assertThat(
            database(kind)
                .rows("SELECT id, broadcast_id FROM keep_broadcast_triggers ORDER BY broadcast_id"))
        .containsExactly(List.of("1", "3"), List.of("1", "4"));
  }

  @ParameterizedTest
  @EnumSource
  void columnWithAValueThatDoesNotFitStaysText(Kind kind) throws IOException, SQLException {
    listBroadcasts();
    TableSink sink = sink(kind, "stays_");
    MemoryStateStore state = new MemoryStateStore();
    run(sink, state, Types.WIDEN, "broadcasts", "broadcast_triggers");
    makeEarlier(kind, "stays_");
    execute(kind, "INSERT INTO stays_broadcast_triggers (broadcast_id, id) VALUES ('007', '1')");

    ExtractionReport report = run(sink, state, Types.WIDEN, "broadcasts", "broadcast_triggers");

    assertThat(type(kind, "stays_broadcast_triggers", "broadcast_id")).isEqualTo(kind.text);
    assertThat(type(kind, "stays_broadcast_triggers", "id")).isEqualTo(kind.number);
    assertThat(table(report, "broadcast_triggers").warnings())
        .singleElement()
        .asString()
        .startsWith(
            "Column broadcast_id stays "
                + kind.text
                + ", although it is documented as "
                + kind.number
                + ": the table holds \"007\", which does not fit.");
    assertThat(database(kind).rows("SELECT count(*) FROM stays_broadcast_triggers"))
        .containsExactly(List.of("3"));
  }

  @Test
  void misfitIsShownWithExampleAndCount() {
    scene.api.list(
        "campaigns",
        "{\"id\":1,\"created\":\"soon\",\"active\":true}",
        "{\"id\":2,\"created\":1700000000,\"active\":\"yes\"}",
        "{\"id\":\"3\",\"created\":\"%s\",\"active\":null}".formatted("x".repeat(60)));

    ExtractionReport report = scene.run(ExtractionConfig.builder().addTables("campaigns"));

    assertThat(report.tables().get(0).warnings())
        .containsExactly(
            "Column created holds 2 values that do not fit its documented type time, such as"
                + " \"soon\"; it is declared as text.",
            "Column active holds 1 value that does not fit its documented type boolean, such as"
                + " \"yes\"; it is declared as text.");
  }

  @Test
  void strictRunFailsBeforeTheCommitAndNamesTheMisfit() throws IOException {
    scene.api.list(
        "campaigns",
        "{\"id\":1,\"created\":1700000000}",
        "{\"id\":2,\"created\":\"%s\"}".formatted("x".repeat(60)));
    TableSink sink = sink(Kind.DUCKDB, "");
    MemoryStateStore state = new MemoryStateStore();

    assertThatExceptionOfType(MisfitException.class)
        .isThrownBy(() -> run(sink, state, Types.STRICT, "campaigns"))
        .withMessage(
            "Cannot write table campaigns: column created holds 1 value that does not fit its"
                + " documented type time, such as \""
                + "x".repeat(40)
                + "…\". Use --types typed to take the column as text, or exclude it.");
    assertThat(state.load().tables()).isEmpty();
    assertThat(
            database(Kind.DUCKDB)
                .rows("SELECT 1 FROM information_schema.tables WHERE table_name = 'campaigns'"))
        .isEmpty();
  }

  @Test
  void filesOfTypedFormatsHaveNullForNeverAndTextsKeepZero() throws IOException {
    listBroadcasts();
    for (TableSink sink : List.of(csv(), parquet(0))) {
      run(sink, new MemoryStateStore(), Types.WIDEN, "broadcasts");
    }
    assertThat(Files.readString(folder.resolve("csv/broadcasts.csv"))).contains("\n3,", ",0,");
    assertThat(
            database(Kind.DUCKDB)
                .rows(
                    "SELECT id, first_started IS NULL FROM read_parquet('%s/parquet/broadcasts/*.parquet') ORDER BY id"
                        .formatted(folder)))
        .containsExactly(List.of("3", "true"), List.of("4", "false"));
  }

  private TableSink csv() {
    return FileSink.builder(folder.resolve("csv"), CsvFormat.standard()).build();
  }

  private TableSink parquet(int minute) {
    return FileSink.builder(folder.resolve("parquet"), ParquetFormat.standard())
        .clock(Clock.fixed(Scene.NOW.plusSeconds(60L * minute), ZoneOffset.UTC))
        .build();
  }

  @Test
  void parquetFilesOfAnEarlierVersionAreWrittenAgain() throws IOException {
    listBroadcasts();
    MemoryStateStore state = new MemoryStateStore();
    TableSink former = new FormerTypesSink(parquet(0), List.of("id", "broadcast_id"));
    run(former, state, Types.WIDEN, "broadcasts", "broadcast_triggers");

    ExtractionReport kept = run(parquet(1), state, Types.KEEP, "broadcasts", "broadcast_triggers");
    assertThat(kept.warnings()).isEmpty();
    assertThat(parquetTypes("broadcast_triggers")).containsExactly(List.of("VARCHAR", "VARCHAR"));
    run(parquet(2), state, Types.WIDEN, "broadcasts", "broadcast_triggers");

    assertThat(parquetTypes("broadcast_triggers")).containsExactly(List.of("BIGINT", "BIGINT"));
    assertThat(
            database(Kind.DUCKDB)
                .rows(
                    "SELECT DISTINCT broadcast_id, id FROM read_parquet('%s/parquet/broadcast_triggers/*.parquet', union_by_name = true) ORDER BY 1"
                        .formatted(folder)))
        .containsExactly(List.of("3", "1"), List.of("4", "1"));
  }

  /** The types that the columns have in all files. */
  private List<List<String>> parquetTypes(String table) throws IOException {
    return database(Kind.DUCKDB)
        .rows(
            "SELECT DISTINCT typeof(id), typeof(broadcast_id) FROM read_parquet('%s/parquet/%s/*.parquet', union_by_name = true)"
                .formatted(folder, table))
        .stream()
        .map(row -> row.stream().map(String::valueOf).toList())
        .toList();
  }
}
