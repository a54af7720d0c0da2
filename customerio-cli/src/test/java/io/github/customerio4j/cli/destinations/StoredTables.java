package io.github.customerio4j.cli.destinations;

import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.sql.SqlSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Tables of a database, read by SQL.
 *
 * @param reader reads the types of the database
 * @param url its JDBC address
 * @param schema the schema of the tables
 * @param sink writes the tables
 */
record StoredTables(SqlReader reader, String url, String schema, SqlSink sink)
    implements StoredRows {

  static StoredTables duckDb(Path file) {
    return new StoredTables(
        SqlReader.DUCKDB, "jdbc:duckdb:" + file, "main", SqlSink.duckDb(file).build());
  }

  static StoredTables postgresql(String url, String schema) {
    return new StoredTables(
        SqlReader.POSTGRESQL, url, schema, SqlSink.postgresql(url).schema(schema).build());
  }

  @Override
  public TableSink sink(Clock clock) {
    return sink;
  }

  @Override
  public List<Map<String, String>> rows(TableSchema table) throws IOException {
    return reader.rows(url, "\"" + schema + "\".\"" + table.name() + "\"", table);
  }

  @Override
  public boolean appends() {
    return false;
  }

  @Override
  public boolean hasTypes() {
    return true;
  }
}
