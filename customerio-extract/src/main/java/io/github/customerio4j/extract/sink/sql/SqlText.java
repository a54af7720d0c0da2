package io.github.customerio4j.extract.sink.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** SQL that is made of lists, and its execution. */
final class SqlText {
  private SqlText() {}

  /** A piece for each name, put together. */
  static String pairs(List<String> names, String piece, String between) {
    return names.stream().map(piece::formatted).collect(Collectors.joining(between));
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
