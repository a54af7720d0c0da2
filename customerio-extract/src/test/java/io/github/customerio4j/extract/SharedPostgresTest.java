package io.github.customerio4j.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.sql.Database;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedPostgresTest extends SharedTablesContract {
  private final AtomicInteger schemas = new AtomicInteger();
  private EmbeddedPostgres postgres;

  @BeforeAll
  void startServer() throws IOException {
    postgres = EmbeddedPostgres.builder().setServerConfig("max_connections", "25").start();
  }

  @AfterAll
  void stopServer() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void useNewSchema() {
    schemas.incrementAndGet();
    workspaces.clear();
  }

  private String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  private String schema() {
    return "all_" + schemas.get();
  }

  private String schemaOf(String workspace) {
    return schema() + "_" + workspace;
  }

  @Override
  SqlSink.Builder shared() {
    return SqlSink.postgresql(url()).schema(schema());
  }

  @Override
  SqlSink alone(String workspace) {
    return SqlSink.postgresql(url()).schema(schemaOf(workspace)).build();
  }

  @Override
  Database database() {
    return new Database(() -> postgres.getPostgresDatabase().getConnection());
  }

  @Override
  Database databaseOf(String workspace) {
    return database();
  }

  @Override
  String table(String name) {
    return '"' + schema() + "\"." + name;
  }

  @Override
  String tableOf(String workspace, String name) {
    return '"' + schemaOf(workspace) + "\"." + name;
  }

  @Test
  void declaredKeyBeginsWithTheWorkspace() throws IOException {
    workspace("a").list("campaigns", "{\"id\":1}");
    start("a", config(LoadType.INCREMENTAL_UPDATE)).join();
    assertThat(
            database()
                .rows(
                    "SELECT indexdef FROM pg_indexes WHERE schemaname = '"
                        + schema()
                        + "' AND tablename = 'campaigns'")
                .toString())
        .contains("(_workspace, id)");
  }

  /** The turn of a run in another process, and the end of that process. */
  @Test
  void runsOfAllProcessesTakeTurns() throws Exception {
    workspace("a").list("campaigns", "{\"id\":1}");
    workspace("b").list("campaigns", "{\"id\":1}");
    Extractor.Extraction waiting;
    try (Connection other = postgres.getPostgresDatabase().getConnection();
        Statement statement = other.createStatement()) {
      statement.execute(
          "SELECT pg_advisory_lock(hashtextextended('customerio4j/turn/" + schema() + "/', 0))");
      Extractor.Extraction cancelled = start("a", config(LoadType.FULL_LOAD));
      awaitWaitingSession();
      cancelled.cancel();
      assertThatThrownBy(() -> cancelled.await(Duration.ofSeconds(5)))
          .isInstanceOf(ExtractionException.Cancelled.class);
      waiting = start("b", config(LoadType.FULL_LOAD));
      awaitWaitingSession();
      assertThat(waiting.isDone()).isFalse();
    }
    waiting.join();
    assertThat(rowsOf("b", "campaigns")).hasSize(1);
  }

  private void awaitWaitingSession() throws IOException {
    String waits = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    while (database().rows(waits).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /** The server ends the session of a run that writes, as it does when the process dies. */
  @Test
  void runWhoseSessionDiesLeavesTheOthersFree() throws Exception {
    workspace("a").list("campaigns", "{\"id\":1}");
    workspace("b").list("campaigns", "{\"id\":1}");
    Holding holding = new Holding();
    Extractor.Extraction dying = start("a", config(LoadType.FULL_LOAD), holding);
    holding.awaitWriting();
    // Before the other run begins, whose sessions may be in a transaction, too.
    List<List<String>> sessions =
        database()
            .rows(
                "SELECT pid FROM pg_stat_activity WHERE state = 'idle in transaction' AND pid <>"
                    + " pg_backend_pid()");
    Extractor.Extraction other = start("b", config(LoadType.FULL_LOAD));
    for (List<String> session : sessions) {
      database().rows("SELECT pg_terminate_backend(" + session.get(0) + ")");
    }
    holding.release();
    assertThatThrownBy(dying::join).isInstanceOf(ExtractionException.class);
    other.join();
    assertThat(database().rows("SELECT _workspace FROM " + table("campaigns")))
        .containsExactly(List.of("b"));
    start("a", config(LoadType.FULL_LOAD)).join();
    assertThat(rowsOf("a", "campaigns")).hasSize(1);
  }

  /** A server has few connections, so runs of one process keep their locks in one of them. */
  @Test
  void manyRunsSideBySideNeedFewConnections() throws IOException, SQLException {
    for (int i = 0; i < 24; i++) {
      workspace("w" + i).list("campaigns", "{\"id\":1}");
    }
    Holding holding = new Holding();
    Extractor.Extraction first = start("w0", config(LoadType.FULL_LOAD), holding);
    holding.awaitWriting();
    List<Extractor.Extraction> others =
        workspaces.keySet().stream()
            .skip(1)
            .map(name -> start(name, config(LoadType.FULL_LOAD)))
            .toList();
    holding.release();
    first.join();
    others.forEach(Extractor.Extraction::join);
    assertThat(database().rows("SELECT count(*) FROM " + table("campaigns")))
        .containsExactly(List.of("24"));
  }
}
