package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.DataType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Whether a column of an existing table can get the type that the API documents: an earlier version
 * had it as text or as a whole number, or a value that did not fit made it text.
 */
class SqlNarrowing {
  private static final String WHOLE_NUMBER = "^(0|-?[1-9][0-9]{0,17})$";
  private static final String SECONDS = "^(0|-?[1-9][0-9]{0,10})$";
  private static final String FLAG = "^(true|false)$";
  private static final String MOST_SECONDS = "99999999999";

  private final SqlSession session;
  private final SqlTable table;

  SqlNarrowing(SqlSession session, SqlTable table) {
    this.session = session;
    this.table = table;
  }

  /** One that takes all values for fitting, and does not look at them. */
  static SqlNarrowing assumed(SqlSession session, SqlTable table) {
    return new SqlNarrowing(session, table) {
      @Override
      Optional<String> misfit(String column, SqlType from, SqlType to) {
        return Optional.empty();
      }
    };
  }

  /** Whether values of one type may fit the other one, which shows or holds them in its own way. */
  static boolean isPossible(SqlType from, SqlType to) {
    return switch (to.type()) {
      case INTEGER, BOOLEAN -> from.type() == DataType.TEXT;
      case TIME -> from.type() == DataType.TEXT || from.type() == DataType.INTEGER;
      default -> false;
    };
  }

  /** A value of the column that does not fit the type; empty if all do. */
  Optional<String> misfit(String column, SqlType from, SqlType to) throws SQLException {
    String name = Dialect.quoted(column);
    String fits =
        from.type() == DataType.INTEGER
            ? "%s BETWEEN -%s AND %s".formatted(name, MOST_SECONDS, MOST_SECONDS)
            : "%s ~ '%s'".formatted(name, pattern(to));
    // Apart from the run's transaction, which would keep the table from being changed.
    try (Connection apart = session.dialect().connect();
        Statement statement = apart.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT %s FROM %s WHERE NOT (%s) LIMIT 1".formatted(name, table.quoted(), fits))) {
      return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
    }
  }

  private static String pattern(SqlType to) {
    return switch (to.type()) {
      case TIME -> SECONDS;
      case BOOLEAN -> FLAG;
      default -> WHOLE_NUMBER;
    };
  }
}
