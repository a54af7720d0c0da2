package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.Typing;
import java.sql.Connection;

/**
 * An open transaction and the place of its tables.
 *
 * @param connection the open connection
 * @param dialect the database's dialect
 * @param schema the tables' schema
 * @param prefix the beginning of the tables' names
 * @param typing the typing of the tables' columns
 */
record SqlSession(
    Connection connection, Dialect dialect, String schema, String prefix, Typing typing) {

  /** The place of a table. */
  SqlTable table(String name) {
    return SqlTable.of(schema, ColumnNames.fitting(prefix + name, dialect.nameLimit()));
  }
}
