package io.github.customerio4j.extract.sink.sql.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the system catalog of PostgreSQL.
 *
 * @param connection the open connection
 */
public record Catalog(Connection connection) {

  /** Reads one row of a result. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads the row that the result stands at. */
    T read(ResultSet row) throws SQLException;
  }

  /** Reads each row of a result. */
  public <T> List<T> list(String query, Reading<T> reading, Object... parameters)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(reading.read(rows));
        }
      }
    }
    return found;
  }

  /** The first column of each row. */
  List<String> texts(String query, Object... parameters) throws SQLException {
    return list(query, row -> row.getString(1), parameters);
  }

  /** The first column of the first row; empty if there is none. */
  public Optional<String> text(String query, Object... parameters) throws SQLException {
    return texts(query, parameters).stream().findFirst();
  }

  void execute(List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** A text as a literal of SQL. */
  static String literal(@Nullable String text) {
    return text == null ? "NULL" : "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
