package io.github.customerio4j.extract.write.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.DriverManager;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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
