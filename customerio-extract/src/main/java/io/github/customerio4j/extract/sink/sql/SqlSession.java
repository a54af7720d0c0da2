package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.Typing;
import io.github.customerio4j.extract.sink.sql.postgres.DeclaredKeys;
import java.sql.Connection;
import java.util.Optional;

/**
 * An open transaction and the place of its tables.
 *
 * @param connection the open connection
 * @param dialect the database's dialect
 * @param schema the tables' schema
 * @param prefix the beginning of the tables' names
 * @param typing the typing of the tables' columns
 * @param workspace the workspace whose rows are written, if the tables hold those of several
 */
record SqlSession(
    Connection connection,
    Dialect dialect,
    String schema,
    String prefix,
    Typing typing,
    Optional<String> workspace) {

  /**
   * The condition that a row is one that the run may change.
   *
   * @param alias the table's alias with a dot, or nothing
   */
  String isOwn(String alias) {
    // A workspace's name has no quotes.
    return workspace
        .map(name -> alias + Dialect.quoted(TableSink.WORKSPACE) + " = '" + name + "'")
        .orElse(DeclaredKeys.ALL_ROWS);
  }

  /** The place of a table. */
  SqlTable table(String name) {
    return SqlTable.of(schema, ColumnNames.fitting(prefix + name, dialect.nameLimit()));
  }
}
