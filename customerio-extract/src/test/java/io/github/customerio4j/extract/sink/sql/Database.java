package io.github.customerio4j.extract.sink.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a database directly by its driver. */
public final class Database {
  /** Opens a connection of the test's own. */
  @FunctionalInterface
  public interface Connecting {
    Connection connect() throws SQLException;
  }

  private final Connecting connecting;

  /** Reads the database behind the connections. */
  public Database(Connecting connecting) {
    this.connecting = connecting;
  }

  /** The result of a query as texts, the header first. */
  public List<List<@Nullable String>> query(String sql) throws IOException {
    try (Connection connection = connecting.connect();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<List<@Nullable String>> rows = new ArrayList<>();
      int count = found.getMetaData().getColumnCount();
      List<@Nullable String> header = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        header.add(found.getMetaData().getColumnLabel(i));
      }
      rows.add(header);
      while (found.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
          row.add(found.getString(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** The rows of a query without its header. */
  public List<List<@Nullable String>> rows(String sql) throws IOException {
    List<List<@Nullable String>> all = query(sql);
    return all.subList(1, all.size());
  }

  /** Changes the database as its user does. */
  public void execute(String... statements) throws IOException {
    try (Connection connection = connecting.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** The tables of a schema, without the state's table. */
  Map<String, List<List<@Nullable String>>> tables(String schema) throws IOException {
    Map<String, List<List<@Nullable String>>> tables = new TreeMap<>();
    for (List<@Nullable String> name :
        rows(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = '"
                + schema
                + "' AND table_type = 'BASE TABLE'")) {
      String table = String.valueOf(name.get(0));
      if (!table.equals("_customerio_state")) {
        tables.put(table, query("SELECT * FROM \"" + schema + "\".\"" + table + "\""));
      }
    }
    return tables;
  }

  /** The names of the indexes of a table. */
  List<String> indexes(String schema, String table) throws IOException {
    boolean isDuckDb = rows("SELECT version()").get(0).toString().startsWith("[v");
    String where =
        " WHERE "
            + (isDuckDb ? "schema_name" : "schemaname")
            + " = '"
            + schema
            + "' AND "
            + (isDuckDb ? "table_name" : "tablename")
            + " = '"
            + table
            + "'";
    List<String> names = new ArrayList<>();
    rows(isDuckDb
            ? "SELECT index_name FROM duckdb_indexes()" + where
            : "SELECT indexname FROM pg_indexes" + where)
        .forEach(row -> names.add(String.valueOf(row.get(0))));
    return names;
  }

  /** The types of a table's columns, by the columns' names. */
  Map<String, String> types(String schema, String table) throws IOException {
    Map<String, String> types = new TreeMap<>();
    for (List<@Nullable String> row :
        rows(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = '"
                + schema
                + "' AND table_name = '"
                + table
                + "'")) {
      types.put(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
    }
    return types;
  }
}
