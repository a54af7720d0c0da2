package io.github.customerio4j.extract.sink.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Builds SQL from lists, and executes it. */
final class SqlText {
  private SqlText() {}

  /** Formats each name with the pattern and joins the results. */
  static String pairs(List<String> names, String pattern, String separator) {
    return names.stream().map(pattern::formatted).collect(Collectors.joining(separator));
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
