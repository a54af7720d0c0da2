package io.github.customerio4j.extract.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.Rows;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.Typing;
import io.github.customerio4j.extract.state.ExtractionState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresSinkTest extends KeptTablesContract {
  private final AtomicInteger schemas = new AtomicInteger();
  private EmbeddedPostgres postgres;

  @BeforeAll
  void start() throws IOException {
    postgres = server().start();
  }

  /** The server that the tests run on. */
  EmbeddedPostgres.Builder server() {
    return EmbeddedPostgres.builder();
  }

  @AfterAll
  void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void useNewSchema() {
    schemas.incrementAndGet();
  }

  @Test
  void missingDriverIsNamed() {
    assertThat(
            SqlFailure.of(
                "connect", new SQLException("No suitable driver found for jdbc:duckdb:x")))
        .hasMessageContaining("Add org.duckdb:duckdb_jdbc to");
    assertThat(
            SqlFailure.of(
                "connect", new SQLException("No suitable driver found for jdbc:postgresql:x")))
        .hasMessageContaining("Add org.postgresql:postgresql to");
  }

  @Test
  void malformedAddressIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> SqlSink.postgresql("mysql://me:secret@host/db"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("postgresql://USER@HOST:PORT/DATABASE")
        .hasMessageNotContaining("secret");
  }

  @Test
  void userAndPasswordBeforeTheHostAreUsed() throws IOException {
    database()
        .execute(
            "DROP ROLE IF EXISTS loader", "CREATE ROLE loader LOGIN SUPERUSER PASSWORD 'p@s/s'");
    String place = "localhost:" + postgres.getPort() + "/postgres";
    SqlSink loader =
        SqlSink.postgresql("postgresql://loader:p%40s%2Fs@" + place).schema(schemaName()).build();
    try (SinkTransaction run = loader.begin()) {
      Rows.write(run, Rows.schema("t", "id"), List.of(Rows.row("1")));
      run.commit("{}");
    }
    assertThat(
            database()
                .rows(
                    "SELECT tableowner FROM pg_tables WHERE schemaname = '"
                        + schemaName()
                        + "' AND tablename = 't'"))
        .containsExactly(Rows.row("loader"));
    SqlSink stranger =
        SqlSink.postgresql("postgresql://nobody:secret@" + place).schema(schemaName()).build();
    assertThatThrownBy(stranger::begin)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nobody")
        .hasMessageNotContaining("secret");
  }

  @Override
  String commentsQuery() {
    return "SELECT description FROM pg_description";
  }

  @Override
  String commentsOfT() {
    return "SELECT coalesce(a.attname, ''), d.description FROM pg_description d LEFT JOIN"
        + " pg_attribute a ON a.attrelid = d.objoid AND a.attnum = nullif(d.objsubid, 0)"
        + " WHERE d.objoid = '"
        + table("t")
        + "'::regclass ORDER BY 1";
  }

  @Override
  String indexes() {
    return "SELECT indexname FROM pg_indexes WHERE tablename = 't'";
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALTER COLUMN number SET NOT NULL", "ADD UNIQUE (number)"})
  void tableOfAnotherKeyIsNamedWithTheRemedy(String change) throws IOException {
    Column id = Column.builder().name("id").originalKey("id").pointer("/id").build();
    run(merged("id", id), List.of(Rows.row("1")));
    String table = "\"" + schemaName() + "\".t";
    database().execute("ALTER TABLE " + table + " ADD COLUMN number INT DEFAULT 7");
    database().execute("ALTER TABLE " + table + " " + change);
    if (change.contains("NOT NULL")) {
      database().execute("ALTER TABLE " + table + " ALTER COLUMN number DROP DEFAULT");
    }
    assertThatThrownBy(() -> run(merged("id", id), List.of(Rows.row("2"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("number")
        .hasMessageContaining("run with --full");
    assertThat(database().rows("SELECT id FROM " + table)).containsExactly(Rows.row("1"));
  }

  private String addressOf(String role) {
    return "postgresql://" + role + "@localhost:" + postgres.getPort() + "/postgres";
  }

  private void createRole(String role) throws IOException {
    database()
        .execute(
            "DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '"
                + role
                + "') THEN EXECUTE 'DROP OWNED BY "
                + role
                + " CASCADE'; END IF; END $$",
            "DROP ROLE IF EXISTS " + role,
            "CREATE ROLE " + role + " LOGIN");
  }

  @Test
  void ownerOfASchemaNeedsNoRightOnTheDatabase() throws IOException {
    createRole("schema_owner");
    database().execute("CREATE SCHEMA \"" + schemaName() + "\" AUTHORIZATION schema_owner");
    SqlSink owner = SqlSink.postgresql(addressOf("schema_owner")).schema(schemaName()).build();
    owner.check();
    for (String id : List.of("1", "2")) {
      try (SinkTransaction run = owner.begin()) {
        Rows.write(run, Rows.schema("t", "id"), List.of(Rows.row(id)));
        run.commit("{}");
      }
    }
    owner.stateStore().save(ExtractionState.empty());
    assertThat(database().rows("SELECT id FROM " + table("t"))).containsExactly(Rows.row("2"));
  }

  @Test
  void checkNamesWhatTheRoleLacks() throws IOException {
    createRole("reader");
    database().execute("ALTER ROLE reader SET default_transaction_read_only = on");
    database().execute("CREATE SCHEMA \"" + schemaName() + "\" AUTHORIZATION reader");
    SqlSink readOnly = SqlSink.postgresql(addressOf("reader")).schema(schemaName()).build();
    assertThatThrownBy(readOnly::check)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is read-only");
    database().execute("ALTER ROLE reader RESET ALL");
    readOnly.check();
    SqlSink elsewhere = SqlSink.postgresql(addressOf("reader")).schema("not there").build();
    assertThatThrownBy(elsewhere::check)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Grant the user the right");
  }

  @Test
  void checkFindsATableThatTheRoleMayNotChange() throws IOException {
    run("1");
    createRole("stranger");
    database()
        .execute(
            "GRANT USAGE, CREATE ON SCHEMA \"" + schemaName() + "\" TO stranger",
            "GRANT ALL ON " + table("_customerio_state") + " TO stranger");
    SqlSink stranger = SqlSink.postgresql(addressOf("stranger")).schema(schemaName()).build();
    for (LoadType loadType : LoadType.values()) {
      assertThatThrownBy(
              () -> stranger.check(new TableSink.Targets(Set.of("t"), Set.of("t"), loadType)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the table's owner");
    }
  }

  @Test
  void fullDiskIsNamed() {
    assertThat(SqlFailure.of("load rows", new SQLException("could not extend file", "53100")))
        .hasMessageContaining("The disk of the database is full; nothing was changed");
    assertThat(
            SqlFailure.of("commit", new SQLException("IO Error: write: No space left on device")))
        .hasMessageContaining("The disk of the database is full; nothing was changed");
  }

  @Test
  void rowTooWideForAPageKeepsItsWidestFieldsInRemainingFields() throws IOException {
    for (int wide : List.of(1200, 400)) {
      boolean isText = wide == 400;
      Column[] columns = new Column[wide + 1];
      columns[0] = column("id", DataType.INTEGER).build();
      List<List<String>> rows = new ArrayList<>();
      for (int row = 0; row < 3; row++) {
        rows.add(new ArrayList<>(List.of(String.valueOf(row))));
      }
      for (int i = 0; i < wide; i++) {
        columns[i + 1] =
            Column.builder()
                .name("data_k" + i)
                .originalKey("data.k" + i)
                .pointer("/data/k" + i)
                .valueType(isText ? DataType.TEXT : DataType.INTEGER)
                .build();
        rows.get(0).add(isText ? "num \"ber\" %09d".formatted(i) : "100" + i);
        rows.get(1).add(i == 7 ? "5" : null);
        rows.get(2).add(isText ? "x".repeat(i % 50 == 0 ? 4000 : 20 + i % 4) : String.valueOf(i));
      }
      TableSchema schema =
          TableSchema.builder().from(merged("id", columns)).name("wide" + wide).build();
      // The second run merges, and its first row fits by now.
      run(schema, rows);
      assertWide(wide, rows, List.of(true, false, true));
      List<List<String>> changed = new ArrayList<>(rows);
      changed.set(0, new ArrayList<>(rows.get(1)));
      changed.get(0).set(0, "0");
      run(schema, changed);
      assertWide(wide, changed, List.of(false, false, true));
    }
  }

  private void assertWide(int wide, List<List<String>> rows, List<Boolean> isMoved)
      throws IOException {
    for (int row = 0; row < rows.size(); row++) {
      String question =
          "SELECT kv.key, kv.value FROM %s t, jsonb_each_text(%s) AS kv WHERE id = %d"
              + " AND kv.value IS NOT NULL";
      String table = table("wide" + wide);
      Map<String, String> found = new TreeMap<>();
      database()
          .rows(question.formatted(table, "to_jsonb(t) - 'remaining_fields' - 'id'", row))
          .forEach(cells -> found.put(cells.get(0), cells.get(1)));
      int inColumns = found.size();
      database()
          .rows(question.formatted(table, "(remaining_fields::jsonb) -> 'data'", row))
          .forEach(
              cells ->
                  assertThat(found.put("data_" + cells.get(0), cells.get(1)))
                      .as(cells.get(0) + " is in one place only")
                      .isNull());
      assertThat(found.size() > inColumns).as("row " + row).isEqualTo(isMoved.get(row));
      Map<String, String> expected = new TreeMap<>();
      for (int i = 0; i < wide; i++) {
        if (rows.get(row).get(i + 1) != null) {
          expected.put("data_k" + i, rows.get(row).get(i + 1));
        }
      }
      assertThat(found).isEqualTo(expected);
    }
  }

  private void run(String id) throws IOException {
    try (SinkTransaction run = sink().begin()) {
      Rows.write(run, Rows.schema("t", "id"), List.of(Rows.row(id)));
      run.commit("{}");
    }
  }

  @Test
  void locationHasNoPassword() {
    assertThat(SqlSink.postgresql("postgresql://me:secret@h/d?password=secret").build().location())
        .contains("jdbc:postgresql://h/d/public/");
  }

  String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  @Override
  protected SqlSink sink() {
    return SqlSink.postgresql(url()).schema(schemaName()).build();
  }

  @Override
  SqlSink.Builder builder() {
    return SqlSink.postgresql(url()).schema(schemaName());
  }

  @Override
  SqlSink textual() {
    return SqlSink.postgresql(url()).schema(schemaName()).typing(Typing.TEXT).build();
  }

  @Override
  Database database() {
    return new Database(() -> DriverManager.getConnection(url()));
  }

  @Override
  String schemaName() {
    return "crm " + schemas;
  }

  @Override
  String nameOf(SqlType type) {
    return PostgresDialect.at(url()).typeName(type);
  }
}
