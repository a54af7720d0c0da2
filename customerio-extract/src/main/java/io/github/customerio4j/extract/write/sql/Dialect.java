package io.github.customerio4j.extract.write.sql;

import io.github.customerio4j.extract.write.Row;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What differs between databases. */
interface Dialect {

  /** Opens a connection that does not commit by itself. */
  Connection connect() throws SQLException;

  /**
   * Whether there is no database yet, and a connection would make one.
   *
   * @throws IOException if it would fail to
   */
  default boolean canBeMade() throws IOException {
    return false;
  }

  /** The database's name for a type. */
  String typeName(SqlType type);

  /** The type of a column by the database's name for it; empty for one of somebody else's. */
  Optional<SqlType> typeOf(String name);

  /** The name of the type that values of that one are loaded as. */
  String loadedTypeName(SqlType type);

  /** A loaded value as one of its type. */
  String converted(String column, SqlType type);

  /** What changes a column's type, its values kept as they are. */
  String widening(String table, String column, SqlType from, SqlType to);

  /** The statements that merge the loaded rows into the table by its key. */
  List<String> merging(Merge merge);

  /** Whether the key of a table is declared to the database, whose merging needs it. */
  boolean declaresKeys();

  /** Begins to load rows into a table, cell by cell as {@link #loadedTypeName} says. */
  Loader loader(Connection connection, String table, List<SqlType> types)
      throws SQLException, IOException;

  /** Keeps other runs away until it is closed. */
  Closeable lock(String schema) throws IOException;

  /** Where a table is, for people. */
  String location(String schema, String table);

  /** A text that tells the destination from others. */
  String location();

  /** Takes rows. */
  interface Loader extends Closeable {
    /** Loads those cells of a row, behind its number. */
    void add(Row row, int[] columns) throws IOException;

    /** Says that there are no more; returns when all are in the table. */
    void finish() throws IOException;
  }

  /**
   * A merge.
   *
   * @param target the table, quoted
   * @param loaded the loaded rows' table, quoted
   * @param columns the columns, quoted
   * @param values for each column the expression that gives its value
   * @param key the key's columns, quoted
   * @param order the column that tells later rows from earlier ones, quoted
   */
  record Merge(
      String target,
      String loaded,
      List<String> columns,
      List<String> values,
      List<String> key,
      String order) {}

  /** A name as SQL has it. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text as SQL has it. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
