package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.Row;
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

  /** The most columns that a table can have, with some to spare. */
  int columnLimit();

  /** The most bytes of a name. */
  int nameLimit();

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

  /**
   * Changes a column's type, its values kept as they are.
   *
   * @throws IOException if something of somebody else's is in the way; says what to do about it
   */
  void widen(Connection connection, SqlTable table, String column, SqlType from, SqlType to)
      throws SQLException, IOException;

  /**
   * Makes a table ready to be merged into by that key: of rows that share it the last one stays,
   * and where merging needs it the key is declared.
   */
  void prepareKey(Connection connection, SqlTable table, List<String> key) throws SQLException;

  /** The statements that merge the loaded rows into the table by its key. */
  List<String> merging(Merge merge);

  /** Begins to load rows into a table that has exactly these columns. */
  Loader loader(Connection connection, SqlTable table, List<SqlType> types)
      throws SQLException, IOException;

  /**
   * Keeps other runs away until it is closed.
   *
   * @param what {@code run} or {@code state}: one run has a lock on each
   * @param tables schema and prefix of the tables
   */
  Closeable lock(String what, String tables) throws IOException;

  /** Where a table is, for people. */
  String location(SqlTable table);

  /** A text that tells the destination from others; without a secret. */
  String location();

  /** Takes rows. */
  interface Loader extends Closeable {
    /** Loads those cells of a row. */
    void add(Row row, int[] columns) throws IOException;

    /** Says that there are no more; returns when all are in the table. */
    void finish() throws IOException;
  }

  /**
   * A merge.
   *
   * @param target the table
   * @param loaded the loaded rows' table
   * @param columns the columns, quoted
   * @param values for each column the expression that gives its value, of a loaded row {@code s}
   * @param key the key's columns, quoted
   */
  record Merge(
      SqlTable target,
      SqlTable loaded,
      List<String> columns,
      List<String> values,
      List<String> key) {

    /** The columns that are not of the key. */
    List<String> others() {
      return columns.stream().filter(column -> !key.contains(column)).toList();
    }
  }

  /** A name as SQL has it. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
