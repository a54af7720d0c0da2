package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.sql.postgres.DeclaredKeys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The table {@code _customerio_state}: its columns, which earlier versions did not all have, and
 * the rows of one prefix.
 */
final class SqlStateTable {
  static final String TABLE = "_customerio_state";

  /** The names of this program's tables, one a line; rows of earlier versions have none. */
  private static final String OWNED = "owned_tables";

  /**
   * The columns that runs have made, as a JSON object by table of objects by column, each with the
   * comment that a run wrote; older rows have none.
   */
  static final String OWNED_COLUMNS = "owned_columns";

  /** The column that says whose state a row is; empty for a run alone. */
  private static final String WORKSPACE = "workspace";

  private final Dialect dialect;
  private final String schema;
  private final String prefix;
  private final boolean hasWorkspaces;

  /**
   * The rows of a prefix.
   *
   * @param hasWorkspaces whether the table is to have a row for each workspace
   */
  SqlStateTable(Dialect dialect, String schema, String prefix, boolean hasWorkspaces) {
    this.dialect = dialect;
    this.schema = schema;
    this.prefix = prefix;
    this.hasWorkspaces = hasWorkspaces;
  }

  /** Makes the table, or adds the columns that it lacks. */
  void prepare(Connection connection) throws SQLException {
    Map<String, String> columns = SqlCatalog.columns(connection, dialect, table());
    if (columns.isEmpty()) {
      SqlCatalog.createSchema(connection, schema);
      SqlText.execute(
          connection,
          "CREATE TABLE %s (prefix VARCHAR NOT NULL, state VARCHAR NOT NULL, is_saved BOOLEAN NOT NULL, %s VARCHAR, %s VARCHAR%s)"
              .formatted(
                  table().quoted(),
                  OWNED,
                  OWNED_COLUMNS,
                  hasWorkspaces ? ", " + WORKSPACE + " VARCHAR DEFAULT ''" : ""));
    } else {
      addLater(connection, columns);
    }
    List<String> key = new ArrayList<>(List.of(Dialect.quoted("prefix")));
    if (hasWorkspaces || columns.containsKey(WORKSPACE)) {
      key.add(Dialect.quoted(WORKSPACE));
    }
    // A publication of all tables of the schema refuses to delete from a table without a key.
    dialect.prepareKey(connection, table(), key, true, DeclaredKeys.ALL_ROWS);
  }

  private void addLater(Connection connection, Map<String, String> columns) throws SQLException {
    for (String later : List.of(OWNED, OWNED_COLUMNS)) {
      if (!columns.containsKey(later)) {
        SqlText.execute(
            connection, "ALTER TABLE %s ADD COLUMN %s VARCHAR".formatted(table().quoted(), later));
      }
    }
    if (hasWorkspaces && !columns.containsKey(WORKSPACE)) {
      if (!dialect.declaredKey(connection, table()).isEmpty()) {
        dialect.dropKey(connection, table());
      }
      SqlText.execute(
          connection,
          "ALTER TABLE %s ADD COLUMN %s VARCHAR DEFAULT ''".formatted(table().quoted(), WORKSPACE));
    }
  }

  /**
   * A row of the table.
   *
   * @param owned the names of tables, one a line
   * @param columns the JSON of the columns; empty if there is none
   */
  record Row(String state, boolean isSaved, String owned, String columns) {}

  /** The row of a workspace; empty if there is none. */
  Optional<Row> row(Connection connection, String whose) throws SQLException {
    Map<String, String> columns = SqlCatalog.columns(connection, dialect, table());
    if (columns.isEmpty() || !isReadable(columns, whose)) {
      return Optional.empty();
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT state, is_saved, %s, %s FROM %s WHERE %s"
                .formatted(
                    columns.containsKey(OWNED) ? OWNED : "''",
                    columns.containsKey(OWNED_COLUMNS) ? OWNED_COLUMNS : "''",
                    table().quoted(),
                    where(columns, whose)))) {
      select.setString(1, prefix);
      try (ResultSet found = select.executeQuery()) {
        if (!found.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new Row(
                found.getString(1),
                found.getBoolean(2),
                Objects.requireNonNullElse(found.getString(3), ""),
                Objects.requireNonNullElse(found.getString(4), "")));
      }
    }
  }

  /** Whether the table can have such a row: before the first workspace it has no column for it. */
  private static boolean isReadable(Map<String, String> columns, String whose) {
    return whose.isEmpty() || columns.containsKey(WORKSPACE);
  }

  /** The condition of a row. A workspace's name has no quotes. */
  private static String where(Map<String, String> columns, String whose) {
    return "prefix = ?"
        + (columns.containsKey(WORKSPACE) ? " AND %s = '%s'".formatted(WORKSPACE, whose) : "");
  }

  /** Puts a row in place of the one that is there, or of none. */
  void replace(Connection connection, String whose, Row row) throws SQLException {
    Map<String, String> there = SqlCatalog.columns(connection, dialect, table());
    execute(connection, "DELETE FROM %s WHERE %s".formatted(table().quoted(), where(there, whose)));
    boolean hasWorkspace = there.containsKey(WORKSPACE);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO %s (prefix, state, is_saved, %s, %s%s) VALUES (?, ?, ?, ?, ?%s)"
                .formatted(
                    table().quoted(),
                    OWNED,
                    OWNED_COLUMNS,
                    hasWorkspace ? ", " + WORKSPACE : "",
                    hasWorkspace ? ", ?" : ""))) {
      insert.setString(1, prefix);
      insert.setString(2, row.state());
      insert.setBoolean(3, row.isSaved());
      insert.setString(4, row.owned());
      insert.setString(5, row.columns());
      if (hasWorkspace) {
        insert.setString(6, whose);
      }
      insert.executeUpdate();
    }
  }

  /** Notes in a row that its state is saved elsewhere. */
  void markSaved(Connection connection, String whose) throws SQLException {
    Map<String, String> columns = SqlCatalog.columns(connection, dialect, table());
    if (!columns.isEmpty() && isReadable(columns, whose)) {
      execute(
          connection,
          "UPDATE %s SET is_saved = TRUE WHERE %s"
              .formatted(table().quoted(), where(columns, whose)));
    }
  }

  private void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, prefix);
      statement.executeUpdate();
    }
  }

  /** Fails as a write would, if the user lacks the rights or the table is another program's. */
  void checkRights(Connection connection) throws SQLException {
    prepare(connection);
    SqlText.execute(
        connection,
        "INSERT INTO %1$s (prefix, state, is_saved) SELECT prefix, state, is_saved FROM %1$s WHERE 1 = 0"
            .formatted(table().quoted()),
        "UPDATE %s SET is_saved = is_saved WHERE 1 = 0".formatted(table().quoted()),
        "DELETE FROM %s WHERE 1 = 0".formatted(table().quoted()));
  }

  /** The table's place. */
  SqlTable table() {
    return SqlTable.of(schema, TABLE);
  }
}
