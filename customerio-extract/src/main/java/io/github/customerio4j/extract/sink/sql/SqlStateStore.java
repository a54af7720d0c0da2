package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.StateStore;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Keeps the state in a table of the database, with one row per prefix of tables. A row also says
 * whether the extractor has saved the state in its own store.
 */
final class SqlStateStore implements StateStore {
  private static final String TABLE = "_customerio_state";

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
      if (!SqlCatalog.exists(connection, table())) {
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
      SqlCatalog.exists(connection, table());
    } catch (SQLException e) {
      throw SqlFailure.of("connect to the database", e);
    }
  }

  @Override
  public void save(ExtractionState state) throws IOException {
    try (Connection connection = dialect.connect()) {
      write(connection, state.toJson(), true);
      connection.commit();
    } catch (SQLException e) {
      throw SqlFailure.of("save the state", e);
    }
  }

  /** Marks the stored state as saved elsewhere. */
  void saved() throws IOException {
    try (Connection connection = dialect.connect()) {
      if (SqlCatalog.exists(connection, table())) {
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

  /** Writes the state in the caller's transaction. */
  void write(Connection connection, String state, boolean isSaved) throws SQLException {
    try (Statement create = connection.createStatement()) {
      create.execute("CREATE SCHEMA IF NOT EXISTS " + Dialect.quoted(schema));
      create.execute(
          "CREATE TABLE IF NOT EXISTS "
              + table().quoted()
              + " (prefix VARCHAR NOT NULL, state VARCHAR NOT NULL, is_saved BOOLEAN NOT NULL)");
    }
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM " + table().quoted() + " WHERE prefix = ?")) {
      delete.setString(1, prefix);
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO " + table().quoted() + " (prefix, state, is_saved) VALUES (?, ?, ?)")) {
      insert.setString(1, prefix);
      insert.setString(2, state);
      insert.setBoolean(3, isSaved);
      insert.executeUpdate();
    }
  }

  private SqlTable table() {
    return SqlTable.of(schema, TABLE);
  }
}
