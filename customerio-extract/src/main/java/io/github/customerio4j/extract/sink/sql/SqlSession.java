package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.Typing;
import java.sql.Connection;

/**
 * A transaction that is open, and where its tables go.
 *
 * @param connection the open one
 * @param dialect the database's
 * @param schema the tables' schema
 * @param prefix what their names begin with
 * @param typing what types their columns get
 */
record SqlSession(
    Connection connection, Dialect dialect, String schema, String prefix, Typing typing) {

  /** The place of a table. */
  SqlTable table(String name) {
    return SqlTable.of(schema, ColumnNames.fitting(prefix + name, dialect.nameLimit()));
  }
}
