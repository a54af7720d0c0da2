package io.github.customerio4j.extract.sink.sql;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.StateException;
import io.github.customerio4j.extract.state.StateStore;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps the state in a table of the database, with one row per prefix of tables. A row also says
 * whether the extractor has saved the state in its own store, and which tables are this program's:
 * a mark that stays when the state is reset or its file is lost.
 */
final class SqlStateStore implements StateStore {
  private static final String TABLE = "_customerio_state";

  /** The names of this program's tables, one a line; rows of earlier versions have none. */
  private static final String OWNED = "owned_tables";

  /**
   * The columns that runs have made, as a JSON object by table of objects by column, each with the
   * comment that a run wrote; older rows have none.
   */
  private static final String OWNED_COLUMNS = "owned_columns";

  private static final JsonAdapter<Map<String, Map<String, String>>> COLUMNS =
      new Moshi.Builder()
          .build()
          .adapter(
              Types.newParameterizedType(
                  Map.class,
                  String.class,
                  Types.newParameterizedType(Map.class, String.class, String.class)));

  private final Dialect dialect;
  private final String schema;
  private final String prefix;

  SqlStateStore(Dialect dialect, String schema, String prefix) {
    this.dialect = dialect;
    this.schema = schema;
    this.prefix = prefix;
  }

  @Override
  public Closeable lock() throws IOException {
    return dialect.lock("state", schema + "/" + prefix);
  }

  @Override
  public ExtractionState load() throws IOException {
    return stored(false).map(ExtractionState::parse).orElse(ExtractionState.empty());
  }

  /** The state of a run that died before it was known to be saved elsewhere. */
  Optional<String> unsaved() throws IOException {
    return stored(true);
  }

  private Optional<String> stored(boolean isOnlyUnsaved) throws IOException {
    try (Connection connection = dialect.connect()) {
      if (!SqlCatalog.exists(connection, dialect, table())) {
        return Optional.empty();
      }
      String where = isOnlyUnsaved ? " AND NOT is_saved" : "";
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT state FROM " + table().quoted() + " WHERE prefix = ?" + where)) {
        select.setString(1, prefix);
        try (ResultSet found = select.executeQuery()) {
          return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
        }
      }
    } catch (SQLException e) {
      throw SqlFailure.of("read the state", e);
    }
  }

  @Override
  public void check() throws IOException {
    try (Connection connection = dialect.connect()) {
      SqlCatalog.exists(connection, dialect, table());
    } catch (SQLException e) {
      throw SqlFailure.of("connect to the database", e);
    }
  }

  @Override
  public void save(ExtractionState state) throws IOException {
    try (Connection connection = dialect.connect()) {
      write(connection, state.toJson(), true, Map.of());
      connection.commit();
    } catch (SQLException e) {
      throw SqlFailure.of("save the state", e);
    }
  }

  /** Marks the stored state as saved elsewhere. */
  void saved() throws IOException {
    try (Connection connection = dialect.connect()) {
      if (SqlCatalog.exists(connection, dialect, table())) {
        try (PreparedStatement update =
            connection.prepareStatement(
                "UPDATE " + table().quoted() + " SET is_saved = TRUE WHERE prefix = ?")) {
          update.setString(1, prefix);
          update.executeUpdate();
        }
        connection.commit();
      }
    } catch (SQLException e) {
      throw SqlFailure.of("note that the state is saved", e);
    }
  }

  /**
   * Writes the state in the caller's transaction.
   *
   * @param written the columns, with the comments, of the tables that the transaction has written,
   *     by the tables' names
   */
  void write(
      Connection connection,
      String state,
      boolean isSaved,
      Map<String, Map<String, String>> written)
      throws SQLException {
    prepare(connection);
    Set<String> owned = owned(connection);
    owned.addAll(written.keySet());
    Map<String, Map<String, String>> columns = new TreeMap<>(ownedColumns(connection));
    written.forEach(
        (table, names) ->
            columns.merge(
                table,
                names,
                (before, now) -> {
                  Map<String, String> all = new TreeMap<>(before);
                  all.putAll(now);
                  return all;
                }));
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM " + table().quoted() + " WHERE prefix = ?")) {
      delete.setString(1, prefix);
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO %s (prefix, state, is_saved, %s, %s) VALUES (?, ?, ?, ?, ?)"
                .formatted(table().quoted(), OWNED, OWNED_COLUMNS))) {
      insert.setString(1, prefix);
      insert.setString(2, state);
      insert.setBoolean(3, isSaved);
      insert.setString(4, String.join("\n", owned));
      insert.setString(5, COLUMNS.toJson(columns));
      insert.executeUpdate();
    }
  }

  private void prepare(Connection connection) throws SQLException {
    Map<String, String> columns = SqlCatalog.columns(connection, dialect, table());
    if (columns.isEmpty()) {
      SqlCatalog.createSchema(connection, schema);
      SqlText.execute(
          connection,
          "CREATE TABLE %s (prefix VARCHAR NOT NULL, state VARCHAR NOT NULL, is_saved BOOLEAN NOT NULL, %s VARCHAR, %s VARCHAR)"
              .formatted(table().quoted(), OWNED, OWNED_COLUMNS));
    } else {
      addLater(connection, columns);
    }
    // A publication of all tables of the schema refuses to delete from a table without a key.
    dialect.prepareKey(connection, table(), List.of(Dialect.quoted("prefix")), true);
  }

  private void addLater(Connection connection, Map<String, String> columns) throws SQLException {
    for (String later : List.of(OWNED, OWNED_COLUMNS)) {
      if (!columns.containsKey(later)) {
        SqlText.execute(
            connection, "ALTER TABLE %s ADD COLUMN %s VARCHAR".formatted(table().quoted(), later));
      }
    }
  }

  /**
   * The columns that runs have made, with the comments that they wrote, by the tables' names. Other
   * columns are the user's.
   */
  Map<String, Map<String, String>> ownedColumns(Connection connection) throws SQLException {
    if (!SqlCatalog.columns(connection, dialect, table()).containsKey(OWNED_COLUMNS)) {
      return Map.of();
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT %s FROM %s WHERE prefix = ?".formatted(OWNED_COLUMNS, table().quoted()))) {
      select.setString(1, prefix);
      try (ResultSet found = select.executeQuery()) {
        String json = found.next() ? found.getString(1) : null;
        Map<String, Map<String, String>> columns = json == null ? null : COLUMNS.fromJson(json);
        return columns == null ? Map.of() : columns;
      }
    } catch (IOException | JsonDataException e) {
      throw new SQLException(
          "Cannot read column %s of table %s: it was changed by somebody else. Set it to null."
              .formatted(OWNED_COLUMNS, TABLE),
          e);
    }
  }

  /**
   * The names of the tables that this program has written, by the mark and by the stored state,
   * which is all that earlier versions left.
   */
  Set<String> owned(Connection connection) throws SQLException {
    Set<String> owned = new TreeSet<>();
    Map<String, String> columns = SqlCatalog.columns(connection, dialect, table());
    if (columns.isEmpty()) {
      return owned;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT state, %s FROM %s WHERE prefix = ?"
                .formatted(columns.containsKey(OWNED) ? OWNED : "''", table().quoted()))) {
      select.setString(1, prefix);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          for (String name : ofState(found.getString(1))) {
            owned.add(ColumnNames.fitting(prefix + name, dialect.nameLimit()));
          }
          String marked = found.getString(2);
          if (marked != null && !marked.isEmpty()) {
            owned.addAll(Set.of(marked.split("\n")));
          }
        }
      }
    }
    return owned;
  }

  private static Set<String> ofState(String json) {
    try {
      return ExtractionState.parse(json).tables().keySet();
    } catch (StateException e) {
      // Whoever loads the state is told; the mark still counts.
      return Set.of();
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

  private SqlTable table() {
    return SqlTable.of(schema, TABLE);
  }
}
