package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.SchemaChange;
import io.github.customerio4j.extract.sink.TableSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run would change in the types of a table's columns. */
final class SqlTypePlan {
  private SqlTypePlan() {}

  /**
   * The types that a run would change, if all values of the table fit.
   *
   * @param found the columns of the table with their types, as the database names them
   */
  static List<SchemaChange> of(SqlSession session, TableSchema schema, Map<String, String> found)
      throws SQLException {
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
}
