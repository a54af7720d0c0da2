package io.github.customerio4j.extract.write.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.DriverManager;
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
  void useASchemaOfItsOwn() {
    schemas.incrementAndGet();
  }

  @Test
  void aDriverThatIsNotThereIsNamed() {
    SqlSink sink = SqlSink.postgresql("jdbc:nobodys://host/db").build();
    assertThatThrownBy(() -> sink.stateStore().check())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Add org.duckdb:duckdb_jdbc or org.postgresql:postgresql");
  }

  @Test
  void theDestinationIsToldWithoutItsPassword() {
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
    return SqlSink.postgresql(url()).schema(schemaName()).typing(SqlTyping.TEXT).build();
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
