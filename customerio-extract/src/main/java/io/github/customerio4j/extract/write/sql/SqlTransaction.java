package io.github.customerio4j.extract.write.sql;

import io.github.customerio4j.extract.write.SinkTransaction;
import io.github.customerio4j.extract.write.TableSchema;
import io.github.customerio4j.extract.write.TableWriter;
import io.github.customerio4j.extract.write.WrittenTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one run, in one transaction of the database. It connects when the first table is
 * there: hours of fetching hold no transaction open.
 */
final class SqlTransaction implements SinkTransaction {
  private final Dialect dialect;
  private final String schema;
  private final String prefix;
  private final SqlTyping typing;
  private final SqlStateStore states;
  private final Set<String> names = new HashSet<>();
  private final List<WrittenTable> written = new ArrayList<>();
  private @Nullable Connection connection;
  private @Nullable SqlTableWriter writing;
  private boolean hasEnded;

  SqlTransaction(
      Dialect dialect, String schema, String prefix, SqlTyping typing, SqlStateStore states) {
    this.dialect = dialect;
    this.schema = schema;
    this.prefix = prefix;
    this.typing = typing;
    this.states = states;
  }

  @Override
  public Optional<String> unsavedState() {
    try {
      return states.unsaved();
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public TableWriter open(TableSchema table) {
    requireReady("open table " + table.name());
    if (!names.add(table.name().toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "Cannot open table "
              + table.name()
              + ": it was opened before, or one of the same letters");
    }
    try {
      SqlTableWriter writer =
          new SqlTableWriter(connection(), dialect, schema, prefix, table, typing, this::completed);
      writing = writer;
      return writer;
    } catch (SQLException e) {
      throw new UncheckedIOException(SqlFailure.of("write table " + table.name(), e));
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    }
  }

  private void completed(String table) {
    written.add(new WrittenTable(table, dialect.location(schema, prefix + table), 0));
  }

  @Override
  public List<WrittenTable> commit(String state) throws IOException {
    requireReady("commit");
    hasEnded = true;
    try {
      Connection open = connection();
      states.write(open, state, false);
      open.commit();
      return List.copyOf(written);
    } catch (SQLException e) {
      throw SqlFailure.of("commit", e);
    }
  }

  @Override
  public void stateSaved() throws IOException {
    states.saved();
  }

  @Override
  public void close() throws IOException {
    hasEnded = true;
    Connection open = connection;
    connection = null;
    if (open != null) {
      SqlTableWriter last = writing;
      try (open) {
        if (last != null) {
          last.abandon();
        }
        open.rollback();
      } catch (SQLException e) {
        throw SqlFailure.of("close the database", e);
      }
    }
  }

  private void requireReady(String what) {
    SqlTableWriter last = writing;
    if (hasEnded || (last != null && last.isOpen())) {
      throw new IllegalStateException(
          "Cannot "
              + what
              + (hasEnded ? ": the run has ended." : ": a table is being written. Complete it."));
    }
  }

  private Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = dialect.connect();
      connection = open;
      try (Statement create = open.createStatement()) {
        create.execute("CREATE SCHEMA IF NOT EXISTS " + Dialect.quoted(schema));
      }
    }
    return open;
  }
}
