package io.github.customerio4j.examples.destinations;

import io.github.customerio4j.extract.write.TableSchema;
import io.github.customerio4j.extract.write.TableSink;
import io.github.customerio4j.extract.write.sql.SqlSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Tables of a database, read by SQL.
 *
 * @param reader knows the database's types
 * @param url its JDBC address
 * @param schema where the tables are
 * @param sink writes them
 */
record HeldTables(SqlReader reader, String url, String schema, SqlSink sink) implements Held {

  static HeldTables duckDb(Path file) {
    return new HeldTables(
        SqlReader.DUCKDB, "jdbc:duckdb:" + file, "main", SqlSink.duckDb(file).build());
  }

  static HeldTables postgresql(String url, String schema) {
    return new HeldTables(
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
}
