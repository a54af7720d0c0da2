package io.github.customerio4j.extract.sink.sql;

import static io.github.customerio4j.extract.sink.Rows.row;
import static io.github.customerio4j.extract.sink.Rows.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.DataType;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL attaches to tables and views stays through all kinds of loads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresDependentsTest {
  private static final Column ID = SqlTypesContract.column("id", DataType.TEXT).build();
  private static final Column SCORE = SqlTypesContract.column("score", DataType.INTEGER).build();
  private static final Column WIDE = SqlTypesContract.column("score", DataType.TEXT).build();

  /** All that a view has, without the numbers of objects. */
  private static final String FACTS =
      """
      SELECT c.relname, c.relkind, pg_get_userbyid(c.relowner), c.relacl, c.reloptions,
        pg_get_viewdef(c.oid), obj_description(c.oid, 'pg_class'),
        (SELECT string_agg(concat_ws(' ', a.attname, a.attacl, col_description(c.oid, a.attnum),
          (SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d
            WHERE d.adrelid = c.oid AND d.adnum = a.attnum)), '; ' ORDER BY a.attnum)
          FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0),
        (SELECT string_agg(pg_get_ruledef(r.oid) || obj_description(r.oid, 'pg_rewrite'), '; ')
          FROM pg_rewrite r WHERE r.ev_class = c.oid AND r.rulename <> '_RETURN'),
        (SELECT string_agg(pg_get_triggerdef(t.oid), '; ') FROM pg_trigger t WHERE t.tgrelid = c.oid),
        (SELECT string_agg(pg_get_indexdef(i.indexrelid) || i.indisclustered, '; ' ORDER BY 1)
          FROM pg_index i WHERE i.indrelid = c.oid)
      FROM pg_class c WHERE c.relnamespace = 'mine'::regnamespace AND c.relkind IN ('v', 'm')
      ORDER BY 1
      """;

  private EmbeddedPostgres postgres;

  @BeforeAll
  void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    database()
        .execute(
            "CREATE ROLE ana",
            "CREATE ROLE bob",
            "CREATE ROLE carl",
            "CREATE ROLE loader LOGIN",
            "GRANT CREATE ON DATABASE postgres TO loader");
  }

  @AfterAll
  void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void load() throws IOException {
    database()
        .execute(
            "DROP SCHEMA IF EXISTS crm CASCADE",
            "DROP SCHEMA IF EXISTS mine CASCADE",
            "CREATE SCHEMA mine",
            "GRANT ALL ON SCHEMA mine TO ana, loader",
            "GRANT USAGE ON SCHEMA mine TO bob, carl",
            "ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM carl");
    load("postgres", merged(ID, SCORE), row("1", "10"), row("2", "20"));
  }

  private Database database() {
    return new Database(() -> postgres.getPostgresDatabase().getConnection());
  }

  private static TableSchema merged(Column... columns) {
    return SqlTypesContract.merged("id", columns);
  }

  private static TableSchema full(Column... columns) {
    return KeptTablesContract.full("id", columns);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // The rows are only read.
  private WrittenTable load(String user, TableSchema schema, List<@Nullable String>... rows)
      throws IOException {
    String address = "postgresql://" + user + "@localhost:" + postgres.getPort() + "/postgres";
    try (SinkTransaction run = SqlSink.postgresql(address).schema("crm").build().begin()) {
      write(run, schema, List.of(rows));
      WrittenTable written = run.commit("{}").get(0);
      run.stateSaved();
      return written;
    }
  }

  @Test
  void viewsSurviveWideningWithAllThatBelongsToThem() throws IOException {
    database()
        .execute(
            "CREATE VIEW mine.one (key, points) WITH (security_barrier, check_option = local) AS"
                + " SELECT id, score FROM crm.t WHERE score IS NOT NULL",
            "COMMENT ON VIEW mine.one IS 'one''s'",
            "COMMENT ON COLUMN mine.one.points IS 'the points'",
            "ALTER VIEW mine.one ALTER COLUMN key SET DEFAULT 'new'",
            "CREATE RULE quiet AS ON DELETE TO mine.one DO INSTEAD NOTHING",
            "COMMENT ON RULE quiet ON mine.one IS 'no deletes'",
            "CREATE FUNCTION mine.nothing() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN RETURN NULL; END'",
            "CREATE TRIGGER ignore INSTEAD OF UPDATE ON mine.one FOR EACH ROW"
                + " EXECUTE FUNCTION mine.nothing()",
            "CREATE VIEW mine.two AS SELECT points, count(*) AS n FROM mine.one GROUP BY points",
            "CREATE MATERIALIZED VIEW mine.three WITH (fillfactor = 70) AS"
                + " SELECT t.points, o.key FROM mine.two t JOIN mine.one o USING (points)",
            "CREATE UNIQUE INDEX three_key ON mine.three (key)",
            "ALTER MATERIALIZED VIEW mine.three CLUSTER ON three_key",
            "CREATE VIEW mine.four AS SELECT * FROM mine.three",
            "ALTER VIEW mine.two OWNER TO ana",
            "GRANT SELECT ON mine.one TO ana, bob WITH GRANT OPTION",
            "SET ROLE bob",
            "GRANT SELECT ON mine.one TO carl",
            "RESET ROLE",
            "GRANT UPDATE (points) ON mine.one TO PUBLIC",
            "REVOKE DELETE ON mine.two FROM ana",
            "GRANT SELECT ON mine.four TO PUBLIC");
    List<List<@Nullable String>> before = database().rows(FACTS);
    WrittenTable written = load("postgres", merged(ID, WIDE), row("1", "high"), row("3", "30"));

    assertThat(database().rows(FACTS)).isEqualTo(before);
    assertThat(written.warnings()).isEmpty();
    assertThat(database().rows("SELECT key, points FROM mine.four ORDER BY key"))
        .containsExactly(row("1", "high"), row("2", "20"), row("3", "30"));
  }

  @Test
  void defaultPrivilegesGiveAViewNothingNew() throws IOException {
    database()
        .execute(
            "CREATE VIEW mine.one AS SELECT score FROM crm.t",
            "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO carl");
    load("postgres", full(ID, WIDE), row("1", "high"));
    assertThat(
            database()
                .rows(
                    "SELECT has_table_privilege('carl', 'mine.one', 'SELECT'),"
                        + " has_table_privilege('postgres', 'mine.one', 'SELECT')"))
        .containsExactly(row("f", "t"));
  }

  @Test
  void materializedViewWithoutRowsStaysSo() throws IOException {
    database()
        .execute("CREATE MATERIALIZED VIEW mine.empty AS SELECT score FROM crm.t WITH NO DATA");
    load("postgres", merged(ID, WIDE), row("1", "high"));
    assertThat(database().rows("SELECT relispopulated FROM pg_class WHERE relname = 'empty'"))
        .containsExactly(row("f"));
  }

  @Test
  void materializedViewThatCannotBeFilledIsLeftToTheUserWithTheStatement() throws IOException {
    database()
        .execute(
            "CREATE MATERIALIZED VIEW mine.counted AS SELECT score::text || '' AS s,"
                + " 100 / (SELECT count(*) FROM crm.t WHERE id <> '1') AS n FROM crm.t");
    WrittenTable written = load("postgres", full(ID, WIDE), row("1", "high"));
    assertThat(written.warnings())
        .singleElement()
        .asString()
        .contains("mine.counted", "division by zero", "Run REFRESH MATERIALIZED VIEW");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TRIGGER mine_t BEFORE UPDATE OF score ON crm.t FOR EACH ROW EXECUTE FUNCTION"
            + " suppress_redundant_updates_trigger() | DROP TRIGGER mine_t ON crm.t",
        "CREATE POLICY mine_p ON crm.t USING (score > 1) | DROP POLICY mine_p ON crm.t",
        "CREATE FUNCTION mine.best() RETURNS bigint BEGIN ATOMIC SELECT max(score) FROM crm.t; END"
            + " | DROP FUNCTION mine.best()",
        "CREATE TABLE mine.history (was crm.t) | ALTER TABLE mine.history DROP COLUMN was",
        "ALTER TABLE crm.t ADD COLUMN twice bigint GENERATED ALWAYS AS (score * 2) STORED"
            + " | ALTER TABLE crm.t DROP COLUMN twice",
        "CREATE RULE mine_r AS ON UPDATE TO crm.t WHERE new.score < 0 DO INSTEAD NOTHING"
            + " | DROP RULE mine_r ON crm.t",
        "CREATE PUBLICATION mine_pub FOR TABLE crm.t WHERE (id <> '' AND score > 0)"
            + " | publication",
      })
  void whatIsNoViewEndsTheRunWithTheStatementThatHelps(String obstacle, String remedy)
      throws IOException {
    database().execute("DROP PUBLICATION IF EXISTS mine_pub", obstacle);
    assertThatThrownBy(() -> load("postgres", merged(ID, WIDE), row("1", "high")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("column score of table")
        .hasMessageContaining(remedy)
        .hasMessageContaining("Nothing was changed");
    assertThat(database().rows("SELECT id, score FROM crm.t ORDER BY id"))
        .containsExactly(row("1", "10"), row("2", "20"));
    database().execute("DROP PUBLICATION IF EXISTS mine_pub");
  }

  @Test
  void viewOfAnOwnerWhoseRoleTheLoaderLacksIsNamed() throws IOException {
    database().execute("DROP SCHEMA crm CASCADE");
    load("loader", merged(ID, SCORE), row("1", "10"));
    database()
        .execute(
            "GRANT USAGE ON SCHEMA crm TO ana",
            "CREATE VIEW mine.theirs AS SELECT score FROM crm.t",
            "ALTER VIEW mine.theirs OWNER TO ana");
    assertThatThrownBy(() -> load("loader", merged(ID, WIDE), row("1", "high")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mine.theirs")
        .hasMessageContaining("GRANT ana TO");
    database().execute("GRANT ana TO loader");
    load("loader", merged(ID, WIDE), row("1", "high"));
    assertThat(database().rows("SELECT viewowner FROM pg_views WHERE viewname = 'theirs'"))
        .containsExactly(row("ana"));
    database().execute("REVOKE ana FROM loader");
  }

  @Test
  void unchangedRowsFireNoTriggerAndKeepTheirPlace() throws IOException {
    database()
        .execute(
            "CREATE TABLE mine.fired (what text)",
            "CREATE FUNCTION mine.note() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN INSERT INTO mine.fired VALUES (TG_OP || OLD.id); RETURN NULL; END'",
            "CREATE TRIGGER note AFTER UPDATE OR DELETE ON crm.t FOR EACH ROW"
                + " EXECUTE FUNCTION mine.note()");
    List<List<@Nullable String>> places = database().rows("SELECT ctid, xmin FROM crm.t");
    load("postgres", merged(ID, SCORE), row("1", "10"), row("2", "20"));
    load("postgres", full(ID, SCORE), row("2", "20"), row("1", "10"));
    assertThat(database().rows("SELECT ctid, xmin FROM crm.t")).isEqualTo(places);
    load("postgres", full(ID, SCORE), row("2", "21"));
    assertThat(database().rows("SELECT what FROM mine.fired ORDER BY 1"))
        .containsExactly(row("DELETE1"), row("UPDATE2"));
  }

  @Test
  void foreignKeysOfTheUserKeepTheirRowsAndStopALossByName() throws IOException {
    database()
        .execute(
            "CREATE TABLE mine.notes (id text REFERENCES crm.t ON DELETE CASCADE, note text)",
            "CREATE TABLE mine.bills (id text CONSTRAINT bill_of REFERENCES crm.t)",
            "INSERT INTO mine.notes VALUES ('1', 'a'), ('2', 'b')",
            "INSERT INTO mine.bills VALUES ('2')");
    load("postgres", full(ID, SCORE), row("2", "21"), row("3", "30"));
    assertThat(database().rows("SELECT id, note FROM mine.notes")).containsExactly(row("2", "b"));
    assertThatThrownBy(() -> load("postgres", full(ID, SCORE), row("3", "31")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bill_of")
        .hasMessageContaining("on table \"bills\"")
        .hasMessageContaining("ON DELETE CASCADE or SET NULL");
    assertThat(database().rows("SELECT id, score FROM crm.t ORDER BY id"))
        .containsExactly(row("2", "21"), row("3", "30"));
  }

  @Test
  void grantsAndPublicationsStayThroughEachLoad() throws IOException {
    database()
        .execute(
            "GRANT SELECT ON crm.t TO bob",
            "CREATE PUBLICATION mine_all FOR TABLE crm.t",
            "CREATE PUBLICATION mine_more FOR TABLES IN SCHEMA crm");
    Column more = SqlTypesContract.column("more", DataType.BOOLEAN).build();
    load("postgres", full(ID, SCORE, more), row("1", "10", "true"));
    load("postgres", merged(ID, SCORE, more), row("2", "11", null));
    assertThat(
            database()
                .rows(
                    "SELECT has_table_privilege('bob', 'crm.t', 'SELECT'), count(*)"
                        + " FROM pg_publication_tables WHERE tablename = 't'"))
        .containsExactly(row("t", "2"));
    database().execute("DROP PUBLICATION mine_all", "DROP PUBLICATION mine_more");
  }

  /** A reader that does not end must not make the run fail, nor others wait for long. */
  @Test
  void newColumnWaitsForAReaderWithoutBlockingOthers() throws Exception {
    Column more = SqlTypesContract.column("more", DataType.BOOLEAN).build();
    try (Connection reader = postgres.getPostgresDatabase().getConnection();
        Statement reading = reader.createStatement()) {
      reader.setAutoCommit(false);
      reading.execute("SELECT * FROM crm.t");
      Thread loading =
          new Thread(
              () -> {
                try {
                  load("postgres", merged(ID, SCORE, more), row("3", "1", "true"));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      loading.start();
      awaitLockRequest();
      try (Connection other = postgres.getPostgresDatabase().getConnection();
          Statement second = other.createStatement()) {
        second.execute("SET statement_timeout = '20s'");
        second.execute("SELECT * FROM crm.t");
      }
      reader.rollback();
      loading.join();
    }
    assertThat(database().rows("SELECT id FROM crm.t WHERE more")).containsExactly(row("3"));
  }

  private void awaitLockRequest() throws IOException {
    while (database()
        .rows("SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'")
        .isEmpty()) {
      Thread.onSpinWait();
    }
  }
}
