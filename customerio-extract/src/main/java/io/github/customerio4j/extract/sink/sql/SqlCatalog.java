package io.github.customerio4j.extract.sink.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the database's description of its tables. */
final class SqlCatalog {
  private SqlCatalog() {}

  static boolean exists(Connection connection, SqlTable table) throws SQLException {
    return !columns(connection, table).isEmpty();
  }

  /** The columns' types as the database names them, by the columns' names, in order. */
  static Map<String, String> columns(Connection connection, SqlTable table) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_catalog ="
                + " current_database() AND table_schema = ? AND table_name = ?"
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
