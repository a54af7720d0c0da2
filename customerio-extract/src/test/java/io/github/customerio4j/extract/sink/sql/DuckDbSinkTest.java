package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.Typing;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.io.TempDir;

class DuckDbSinkTest extends SqlSinkContract {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("crm.duckdb");
  }

  @Override
  protected SqlSink sink() {
    return SqlSink.duckDb(file()).build();
  }

  @Override
  SqlSink textual() {
    return SqlSink.duckDb(file()).typing(Typing.TEXT).build();
  }

  @Override
  Database database() {
    return new Database(() -> DriverManager.getConnection("jdbc:duckdb:" + file()));
  }

  @Override
  String schemaName() {
    return "main";
  }

  @Override
  String nameOf(SqlType type) {
    return new DuckDbDialect(file()).typeName(type);
  }
}
