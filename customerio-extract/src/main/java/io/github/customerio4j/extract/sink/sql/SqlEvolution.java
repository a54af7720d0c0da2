package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.SchemaChange;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Changes an existing table so that it fits the rows of a run: adds new columns and changes types.
 * It never removes a column.
 */
final class SqlEvolution {
  private final SqlSession session;
  private final SqlTable table;
  private final Map<String, String> existing;

  /**
   * Plans changes of a table.
   *
   * @param existing the table's columns with their types as the database names them
   */
  SqlEvolution(SqlSession session, SqlTable table, Map<String, String> existing) {
    this.session = session;
    this.table = table;
    this.existing = existing;
  }

  /** Changes the table; returns the changes. */
  List<SchemaChange> apply(SqlColumnTypes types) throws SQLException, IOException {
    Dialect dialect = session.dialect();
    List<SchemaChange> changes = new ArrayList<>();
    for (Map.Entry<String, SqlType> wider : types.toWiden(dialect, existing).entrySet()) {
      String column = wider.getKey();
      String previous = String.valueOf(existing.get(column));
      String name = dialect.typeName(wider.getValue());
      try {
        dialect.widen(
            session.connection(),
            table,
            column,
            dialect.typeOf(previous).orElse(SqlType.TEXT),
            wider.getValue(),
            existing.containsKey(Row.OwnTexts.COLUMN));
      } catch (SQLException e) {
        throw SqlFailure.of(
            "change column %s of table %s from %s to %s"
                .formatted(column, table.name(), previous, name),
            e);
      }
      boolean isWider = wider.getValue().equals(SqlType.TEXT) || !isNarrower(previous, wider);
      changes.add(
          new SchemaChange(
              column, (isWider ? "widened" : "changed") + " from " + previous + " to " + name));
    }
    for (Map.Entry<String, SqlType> added : types.toAdd(existing).entrySet()) {
      String name = dialect.typeName(added.getValue());
      SqlText.execute(
          session.connection(),
          "ALTER TABLE %s ADD COLUMN %s %s"
              .formatted(table.quoted(), Dialect.quoted(added.getKey()), name));
      changes.add(new SchemaChange(added.getKey(), "added as " + name));
    }
    forgetNevers(types);
    return changes;
  }

  private boolean isNarrower(String previous, Map.Entry<String, SqlType> wanted) {
    return session
        .dialect()
        .typeOf(previous)
        .filter(type -> SqlNarrowing.isPossible(type, wanted.getValue()))
        .isPresent();
  }

  /** Earlier versions wrote 1970 for "never". */
  private void forgetNevers(SqlColumnTypes types) throws SQLException {
    for (String column : types.nevers()) {
      if (existing.containsKey(column)) {
        SqlText.execute(
            session.connection(),
            "UPDATE %1$s SET %2$s = NULL WHERE %2$s = to_timestamp(0)"
                .formatted(table.quoted(), Dialect.quoted(column)));
      }
    }
  }
}
