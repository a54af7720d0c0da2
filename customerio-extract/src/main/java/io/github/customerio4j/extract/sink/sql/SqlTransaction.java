package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.Typing;
import io.github.customerio4j.extract.sink.WrittenTable;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one run, in one transaction of the database. It connects when the first table
 * opens, so that hours of fetching hold no transaction open.
 */
final class SqlTransaction implements SinkTransaction {
  private final Dialect dialect;
  private final String schema;
  private final String prefix;
  private final Typing typing;
  private final SqlStateStore states;
  private final Set<String> names = new HashSet<>();
  private final List<WrittenTable> written = new ArrayList<>();

  /** New tables by the existing tables that they replace. */
  private final Map<SqlTable, SqlTable> replacements = new LinkedHashMap<>();

  private @Nullable Connection connection;
  private @Nullable SqlTableWriter writing;
  private final Closeable lock;
  private boolean hasEnded;

  SqlTransaction(Dialect dialect, String schema, String prefix, Typing typing, SqlStateStore states)
      throws IOException {
    this.dialect = dialect;
    this.schema = schema;
    this.prefix = prefix;
    this.typing = typing;
    this.states = states;
    this.lock = dialect.lock("run", schema + "/" + prefix);
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
          new SqlTableWriter(
              session(),
              table,
              (target, loaded, changes) -> {
                if (!loaded.equals(target)) {
                  replacements.put(target, loaded);
                }
                written.add(new WrittenTable(table.name(), dialect.location(target), 0, changes));
              });
      writing = writer;
      return writer;
    } catch (SQLException e) {
      throw new UncheckedIOException(SqlFailure.of("write table " + table.name(), e));
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public List<WrittenTable> commit(String state) throws IOException {
    requireReady("commit");
    hasEnded = true;
    try {
      Connection open = session().connection();
      for (Map.Entry<SqlTable, SqlTable> replacement : replacements.entrySet()) {
        replace(open, replacement.getKey(), replacement.getValue());
      }
      states.write(open, state, false);
      open.commit();
      return List.copyOf(written);
    } catch (SQLException e) {
      throw SqlFailure.of("commit", e);
    }
  }

  /** As late as possible: from here to the commit no other session can read the table. */
  private static void replace(Connection open, SqlTable target, SqlTable replacement)
      throws IOException {
    try {
      SqlText.execute(
          open,
          "DROP TABLE " + target.quoted(),
          "ALTER TABLE %s RENAME TO %s"
              .formatted(replacement.quoted(), Dialect.quoted(target.name())));
    } catch (SQLException e) {
      throw SqlFailure.of("replace table " + target.name(), e);
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
      try (lock;
          open) {
        if (last != null) {
          last.abandon();
        }
        open.rollback();
      } catch (SQLException e) {
        throw SqlFailure.of("close the database", e);
      }
    } else {
      lock.close();
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

  private SqlSession session() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = dialect.connect();
      connection = open;
      SqlText.execute(open, "CREATE SCHEMA IF NOT EXISTS " + Dialect.quoted(schema));
    }
    return new SqlSession(open, dialect, schema, prefix, typing);
  }
}
