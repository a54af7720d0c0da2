package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Row;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The differences between databases. */
interface Dialect {

  /** Opens a connection without autocommit. */
  Connection connect() throws SQLException;

  /** The most columns that a table can have, with a reserve. */
  int columnLimit();

  /**
   * Whether rows of tables with that many columns may be too wide to be stored, so that {@link
   * FittingRow} has to make them fit.
   */
  default boolean mustFit(int columns) {
    return false;
  }

  /** The most bytes of a name. */
  int nameLimit();

  /**
   * Whether the database does not exist yet, and a connection would create it.
   *
   * @throws IOException if it could not be created
   */
  default boolean canBeCreated() throws IOException {
    return false;
  }

  /** Whether the database takes names that differ only in case for the same name. */
  boolean ignoresCase();

  /** The tables and views of a schema, and whatever else a table's name could collide with. */
  List<Relation> relations(Connection connection, String schema) throws SQLException;

  /**
   * Checks that the user may write to an existing table.
   *
   * @param isReplaced whether the run replaces the table, else it merges rows
   * @throws SQLException if the database cannot be read
   * @throws IOException if the user may not; the message says what to do
   */
  default void requireRights(Connection connection, SqlTable table, boolean isReplaced)
      throws SQLException, IOException {}

  /** The database's name for a type. */
  String typeName(SqlType type);

  /** The type by the database's name for it; empty for a type that this sink does not use. */
  Optional<SqlType> typeOf(String name);

  /**
   * Changes a column's type and keeps its values; as text, numbers are what the API gave. A type
   * may be narrower if all values fit it: see {@link SqlNarrowing}.
   *
   * @param hasTexts whether the table has the column of {@link Row.OwnTexts}
   * @throws IOException if something that a user added is in the way; the message says what to do
   */
  void widen(
      Connection connection,
      SqlTable table,
      String column,
      SqlType from,
      SqlType to,
      boolean hasTexts)
      throws SQLException, IOException;

  /**
   * Saves what depends on columns, before their types change. Takes the lock that the change needs.
   *
   * @param columns the columns' names
   * @throws IOException if something depends on them that cannot be kept; the message says what to
   *     do
   */
  Dependents dependents(Connection connection, SqlTable table, Set<String> columns)
      throws SQLException, IOException;

  /**
   * Requires that the types of columns can be changed; nothing changes.
   *
   * @throws IOException as {@link #dependents} does
   */
  default void requireChangeable(Connection connection, SqlTable table, Set<String> columns)
      throws SQLException, IOException {}

  /**
   * Adds columns to a table that others may be reading.
   *
   * @param columns their definitions by their names
   */
  default void addColumns(Connection connection, SqlTable table, Map<String, String> columns)
      throws SQLException, IOException {
    for (Map.Entry<String, String> column : columns.entrySet()) {
      SqlText.execute(
          connection,
          "ALTER TABLE %s ADD COLUMN %s %s"
              .formatted(table.quoted(), Dialect.quoted(column.getKey()), column.getValue()));
    }
  }

  /**
   * The comments of a table's columns by their names, and that of the table itself by {@link
   * SqlComments#TABLE}; without those that are missing.
   */
  Map<String, String> comments(Connection connection, SqlTable table) throws SQLException;

  /** Whether this user may comment on the table. */
  default boolean mayComment(Connection connection, SqlTable table) throws SQLException {
    return true;
  }

  /** Whether a column keeps the value of such a cell, which does not show the text it came as. */
  default boolean losesText(CellKind kind, byte[] text, int from, int to) {
    return Row.OwnTexts.isUnusualNumber(kind, text, from, to);
  }

  /** Whether a column of JSON keeps only the value of a JSON text. */
  default boolean changesJson() {
    return false;
  }

  /**
   * Prepares a table for a merge by the key: keeps the last row of those with the same key, and
   * declares the key where the merge needs that.
   *
   * @param isNew whether this transaction has made the table, so that nobody waits for it
   * @param own the condition of the rows that may be changed; others may forbid the declaration
   */
  void prepareKey(
      Connection connection, SqlTable table, List<String> key, boolean isNew, String own)
      throws SQLException;

  /** The name of the database's own number of a row, by which later rows have higher ones. */
  String rowId();

  /** Whether equal values of the type may be written differently, so that texts are compared. */
  default boolean isComparedByText(SqlType type) {
    return false;
  }

  /** The columns of the declared primary key, quoted; empty if none is declared. */
  default List<String> declaredKey(Connection connection, SqlTable table) throws SQLException {
    return List.of();
  }

  /**
   * Drops the declared primary key, so that rows that it does not fit can be loaded.
   *
   * @throws SQLException if a foreign key needs it
   */
  default void dropKey(Connection connection, SqlTable table) throws SQLException {}

  /** Starts to load rows into a table that has exactly columns of these types. */
  Loader loader(Connection connection, SqlTable table, List<SqlType> types)
      throws SQLException, IOException;

  /**
   * Keeps other runs away until the lock is closed.
   *
   * @param what {@code run} or {@code state}, which have a lock each
   * @param tables schema and prefix of the tables
   */
  Closeable lock(String what, String tables) throws IOException;

  /**
   * The same for a run of one of the workspaces that share the tables, whose runs work side by
   * side.
   */
  Closeable lock(String what, String tables, String workspace) throws IOException;

  /** A text for what the runs of several workspaces write one after the other. */
  String turns(String tables);

  /**
   * Waits until no run of another process writes the tables. The connection has no transaction
   * afterwards.
   *
   * @param check called while the run waits; it throws if the run is to end
   */
  default Closeable turn(Connection connection, String tables, Runnable check) throws SQLException {
    return () -> {};
  }

  /** The place of a table, for people. */
  String location(SqlTable table);

  /** A text that identifies the destination, without secrets. */
  String location();

  /**
   * Something in a schema that has a name.
   *
   * @param name its name as the database spells it
   * @param isTable whether it is a table, not a view or something else
   */
  record Relation(String name, boolean isTable) {}

  /** Takes rows. */
  interface Loader extends Closeable {
    /** Loads the given cells of a row. */
    void add(Row row, int[] columns) throws IOException;

    /** Ends the load; returns when all rows are in the table. */
    void finish() throws IOException;
  }

  /** A name in SQL's double quotes. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
