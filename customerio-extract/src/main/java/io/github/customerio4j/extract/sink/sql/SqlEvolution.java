package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.SchemaChange;
import io.github.customerio4j.extract.sink.TableSchema;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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

  /**
   * The types that a run would change, if all values of the table fit.
   *
   * @param found the columns of the table with their types, as the database names them
   */
  static List<SchemaChange> planned(
      SqlSession session, TableSchema schema, Map<String, String> found) throws SQLException {
    Dialect dialect = session.dialect();
    SqlTable table = session.table(schema.name());
    ColumnNames columns = ColumnNames.of(schema, SqlTableWriter.RESERVED);
    Map<String, String> existing = SqlTableWriter.spelled(session, columns, found);
    SqlColumnTypes types =
        new SqlColumnTypes(
            dialect,
            session.typing(),
            schema,
            columns,
            existing,
            SqlNarrowing.assumed(session, table));
    List<SchemaChange> changes = new ArrayList<>();
    types
        .toWiden(dialect, existing)
        .forEach(
            (column, type) -> {
              String previous = String.valueOf(existing.get(column));
              // A text that is JSON in every row so far stays JSON.
              if (!dialect.typeOf(previous).equals(Optional.of(SqlType.JSON))) {
                changes.add(
                    new SchemaChange(column, "from " + previous + " to " + dialect.typeName(type)));
              }
            });
    return changes;
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
   * Changes the columns whose types do not hold the new values, or are not those that the API
   * documents; returns the changes.
   *
   * @param afterCommit takes what is to be done after the commit
   */
  List<SchemaChange> retype(SqlColumnTypes types, Consumer<Dependents.AfterCommit> afterCommit)
      throws SQLException, IOException {
    List<SchemaChange> changes = new ArrayList<>();
    Map<String, SqlType> wider = types.toWiden(session.dialect(), existing);
    if (!wider.isEmpty()) {
      Dependents dependents =
          session.dialect().dependents(session.connection(), table, wider.keySet());
      dependents.drop();
      for (Map.Entry<String, SqlType> column : wider.entrySet()) {
        changes.add(retype(column.getKey(), column.getValue()));
      }
      dependents.create();
      dependents.afterCommit().forEach(afterCommit);
    }
    forgetNevers(types);
    return changes;
  }

  private SchemaChange retype(String column, SqlType type) throws SQLException, IOException {
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
          "change column %s of table %s from %s to %s"
              .formatted(column, table.name(), previous, name),
          e);
    }
    boolean isNarrower =
        dialect.typeOf(previous).filter(from -> SqlNarrowing.isPossible(from, type)).isPresent();
    return new SchemaChange(
        column, (isNarrower ? "changed" : "widened") + " from " + previous + " to " + name);
  }

  /** Earlier versions wrote 1970 for "never". */
  private void forgetNevers(SqlColumnTypes types) throws SQLException {
    for (String column : types.nevers()) {
      if (existing.containsKey(column)) {
        SqlText.execute(
            session.connection(),
            "UPDATE %1$s SET %2$s = NULL WHERE %2$s = to_timestamp(0) AND %3$s"
                .formatted(table.quoted(), Dialect.quoted(column), session.isOwn("")));
      }
    }
  }
}
