package io.github.customerio4j.extract.sink.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the database's description of its tables. */
final class SqlCatalog {
  private SqlCatalog() {}

  /** Creates a schema unless it is there: its owner need not have the right to create others. */
  static void createSchema(Connection connection, String schema) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?")) {
      select.setString(1, schema);
      try (ResultSet found = select.executeQuery()) {
        if (found.next()) {
          return;
        }
      }
    }
    SqlText.execute(connection, "CREATE SCHEMA IF NOT EXISTS " + Dialect.quoted(schema));
  }

  static boolean exists(Connection connection, Dialect dialect, SqlTable table)
      throws SQLException {
    return !columns(connection, dialect, table).isEmpty();
  }

  /**
   * The columns' types of all tables of a schema, by the tables' names as the database has them.
   */
  static Map<String, Map<String, String>> tables(Connection connection, String schema)
      throws SQLException {
    Map<String, Map<String, String>> tables = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE"
                + " table_catalog = current_database() AND table_schema = ?"
                + " ORDER BY ordinal_position")) {
      select.setString(1, schema);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          tables
              .computeIfAbsent(found.getString(1), any -> new LinkedHashMap<>())
              .put(found.getString(2), found.getString(3));
        }
      }
    }
    return tables;
  }

  /** The columns' types as the database names them, by the columns' names, in order. */
  static Map<String, String> columns(Connection connection, Dialect dialect, SqlTable table)
      throws SQLException {
    String place = dialect.ignoresCase() ? "lower(%1$s) = lower(?)" : "%1$s = ?";
    Map<String, String> columns = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_catalog ="
                + " current_database() AND "
                + SqlText.pairs(List.of("table_schema", "table_name"), place, " AND ")
                + " ORDER BY ordinal_position")) {
      select.setString(1, table.schema());
      select.setString(2, table.name());
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          columns.put(found.getString(1), found.getString(2));
        }
      }
    }
    return columns;
  }
}
