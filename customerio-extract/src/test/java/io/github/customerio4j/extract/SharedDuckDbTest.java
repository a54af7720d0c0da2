package io.github.customerio4j.extract;

import io.github.customerio4j.extract.sink.sql.Database;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import java.nio.file.Path;
import java.sql.DriverManager;

class SharedDuckDbTest extends SharedTablesContract {
  private Path file() {
    return folder.resolve("all.duckdb");
  }

  private Path fileOf(String workspace) {
    return folder.resolve("alone-" + workspace + ".duckdb");
  }

  @Override
  SqlSink.Builder shared() {
    return SqlSink.duckDb(file());
  }

  @Override
  SqlSink alone(String workspace) {
    return SqlSink.duckDb(fileOf(workspace)).build();
  }

  @Override
  Database database() {
    return new Database(() -> DriverManager.getConnection("jdbc:duckdb:" + file()));
  }

  @Override
  Database databaseOf(String workspace) {
    return new Database(() -> DriverManager.getConnection("jdbc:duckdb:" + fileOf(workspace)));
  }

  @Override
  String table(String name) {
    return name;
  }

  @Override
  String tableOf(String workspace, String name) {
    return name;
  }
}
