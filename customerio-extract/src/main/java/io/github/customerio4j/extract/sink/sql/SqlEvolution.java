package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.SchemaChange;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Changes an existing table so that it fits the rows of a run: adds new columns and widens types.
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

  /** Adds the columns that the table lacks; returns the changes. */
  List<SchemaChange> add(SqlColumnTypes types) throws SQLException, IOException {
    List<SchemaChange> changes = new ArrayList<>();
    Map<String, String> definitions = new LinkedHashMap<>();
    types
        .toAdd(existing)
        .forEach(
            (column, type) -> {
              String name = session.dialect().typeName(type);
              definitions.put(column, name);
              changes.add(new SchemaChange(column, "added as " + name));
            });
    session.dialect().addColumns(session.connection(), table, definitions);
    return changes;
  }

  /**
   * Widens the columns whose types do not hold the new values; returns the changes.
   *
   * @param afterCommit takes what is to be done after the commit
   */
  List<SchemaChange> widen(SqlColumnTypes types, Consumer<Dependents.AfterCommit> afterCommit)
      throws SQLException, IOException {
    List<SchemaChange> changes = new ArrayList<>();
    Map<String, SqlType> wider = types.toWiden(session.dialect(), existing);
    if (!wider.isEmpty()) {
      Dependents dependents =
          session.dialect().dependents(session.connection(), table, wider.keySet());
      dependents.drop();
      for (Map.Entry<String, SqlType> column : wider.entrySet()) {
        changes.add(widen(column.getKey(), column.getValue()));
      }
      dependents.create();
      dependents.afterCommit().forEach(afterCommit);
    }
    return changes;
  }

  private SchemaChange widen(String column, SqlType type) throws SQLException, IOException {
    Dialect dialect = session.dialect();
    String previous = String.valueOf(existing.get(column));
    String name = dialect.typeName(type);
    try {
      dialect.widen(
          session.connection(),
          table,
          column,
          dialect.typeOf(previous).orElse(SqlType.TEXT),
          type,
          existing.containsKey(Row.OwnTexts.COLUMN));
    } catch (SQLException e) {
      throw SqlFailure.of(
          "widen column %s of table %s from %s to %s, which its new values need"
              .formatted(column, table.name(), previous, name),
          e);
    }
    return new SchemaChange(column, "widened from " + previous + " to " + name);
  }
}
