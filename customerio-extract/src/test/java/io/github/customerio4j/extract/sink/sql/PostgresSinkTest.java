package io.github.customerio4j.extract.sink.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.customerio4j.extract.sink.Rows;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.Typing;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresSinkTest extends SqlSinkContract {
  private final AtomicInteger schemas = new AtomicInteger();
  private EmbeddedPostgres postgres;

  @BeforeAll
  void start() throws IOException {
    postgres = EmbeddedPostgres.start();
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

  @Test
  void dependentViewIsNamedWithTheRemedy() throws IOException {
    run("1");
    database()
        .execute(
            "CREATE VIEW \""
                + schemaName()
                + "\".mine AS SELECT * FROM \""
                + schemaName()
                + "\".t");
    assertThatThrownBy(() -> run("2"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mine")
        .hasMessageContaining("drop it, run again, and create it again");
    assertThat(database().rows("SELECT id FROM \"" + schemaName() + "\".t"))
        .containsExactly(Rows.row("1"));
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

  private String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  @Override
  protected SqlSink sink() {
    return SqlSink.postgresql(url()).schema(schemaName()).build();
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
    return new PostgresDialect(url()).typeName(type);
  }
}
