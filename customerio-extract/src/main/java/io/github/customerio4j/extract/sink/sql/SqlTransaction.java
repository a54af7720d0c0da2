package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.io.WriteTurns;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.github.customerio4j.extract.state.ExtractionState;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of one run, in one transaction of the database. It connects when the first table
 * opens, so that hours of fetching hold no transaction open.
 */
final class SqlTransaction implements SinkTransaction {
  private static final Logger LOG = LoggerFactory.getLogger(SqlTransaction.class);

  private final Dialect dialect;
  private final Opening opening;
  private final SqlStateStore states;
  private final Set<String> adopted;
  private final Optional<SqlRunLog> runLog;
  private Optional<TableSink.RunFacts> facts = Optional.empty();
  private Set<String> known = Set.of();
  private final Set<String> names = new HashSet<>();
  private final List<LoadedTable> loaded = new ArrayList<>();
  private final Map<SqlTable, WrittenTable> written = new LinkedHashMap<>();

  private final Map<Dependents.AfterCommit, SqlTable> afterCommit = new LinkedHashMap<>();
  private @Nullable SqlSession session;
  private @Nullable SqlOwnership ownership;
  private @Nullable SqlTableWriter writing;
  private final Closeable lock;
  private final Optional<String> workspace;
  private final String tables;

  /** What the run holds while it writes: the turn in this process, then that in the database. */
  private final Deque<Closeable> turns = new ArrayDeque<>();

  private boolean hasEnded;

  /**
   * Locks the tables.
   *
   * @param opening opens a connection and the place of the tables
   */
  SqlTransaction(
      Dialect dialect,
      Opening opening,
      SqlStateStore states,
      Set<String> adopted,
      Optional<SqlRunLog> runLog,
      Optional<String> workspace,
      String tables)
      throws IOException {
    this.workspace = workspace;
    this.tables = tables;
    this.runLog = runLog;
    this.dialect = dialect;
    this.opening = opening;
    this.states = states;
    this.adopted = adopted;
    this.lock =
        workspace.isPresent()
            ? dialect.lock("run", tables, workspace.get())
            : dialect.lock("run", tables);
  }

  @Override
  public Optional<String> takeTurn(Runnable check) throws IOException {
    if (workspace.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (turns.isEmpty()) {
        turns.push(WriteTurns.take(dialect.turns(tables), check));
        turns.push(dialect.turn(session().connection(), tables, check));
      }
      return states.shared(session().connection()).map(ExtractionState::toJson);
    } catch (SQLException e) {
      throw SqlFailure.of("wait for the turn to write", e);
    }
  }

  /** Opens a connection and the place of the tables. */
  @FunctionalInterface
  interface Opening {
    SqlSession open() throws SQLException;
  }

  @Override
  public void known(Set<String> tables) {
    known = Set.copyOf(tables);
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
      if (turns.isEmpty()) {
        takeTurn(() -> {});
      }
      SqlSession open = session();
      SqlOwnership owners = ownership(open);
      owners.require(table.name(), known, table.loadType());
      SqlTableWriter writer =
          new SqlTableWriter(
              open, table, owners.isTakenOver(table.name(), known), names.size(), loaded::add);
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
      for (LoadedTable table : loaded) {
        table.addColumns();
      }
      Map<String, Map<String, String>> made = states.ownedColumns(open);
      for (int i = loaded.size() - 1; i >= 0; i--) {
        SqlTable target = loaded.get(i).target();
        loaded.get(i).removeRows(made, step -> afterCommit.put(step, target));
      }
      for (LoadedTable table : loaded) {
        written.put(table.target(), table.merge());
      }
      Map<String, Map<String, String>> columns = new TreeMap<>();
      for (LoadedTable table : loaded) {
        String name = table.target().name();
        columns.put(name, table.describe(made.getOrDefault(name, Map.of())));
      }
      if (runLog.isPresent() && facts.isPresent()) {
        runLog.get().write(open, facts.get(), logged());
      }
      states.write(open, state, false, columns);
      open.commit();
      finish();
      return List.copyOf(written.values());
    } catch (SQLException e) {
      throw SqlFailure.of("commit", e);
    }
  }

  private Map<String, SqlRunLog.Written> logged() {
    Map<String, SqlRunLog.Written> tables = new HashMap<>();
    for (LoadedTable table : loaded) {
      WrittenTable result = written.get(table.target());
      tables.put(
          table.name(),
          new SqlRunLog.Written(
              table.target().name(), result == null ? Optional.empty() : result.rowChanges()));
    }
    return tables;
  }

  @Override
  public void describe(TableSink.RunFacts run) {
    facts = Optional.of(run);
  }

  /** The tables are there already, so whatever fails here is only told. */
  private void finish() throws IOException {
    if (afterCommit.isEmpty()) {
      return;
    }
    try (Connection open = dialect.connect()) {
      for (Map.Entry<Dependents.AfterCommit, SqlTable> step : afterCommit.entrySet()) {
        step.getKey()
            .run(open)
            .ifPresent(
                text ->
                    written.computeIfPresent(
                        step.getValue(), (table, result) -> result.withWarning(text)));
      }
    } catch (SQLException e) {
      LOG.warn("The tables are committed, but a materialized view was not filled.", e);
    }
  }

  @Override
  public void stateSaved() throws IOException {
    states.saved();
  }

  @Override
  public void close() throws IOException {
    hasEnded = true;
    SqlSession last = session;
    session = null;
    Closeable inProcess = turns.isEmpty() ? () -> {} : turns.removeLast();
    Closeable inDatabase = turns.isEmpty() ? () -> {} : turns.removeLast();
    try (lock;
        inProcess) {
      if (last != null) {
        endSession(last.connection(), inDatabase);
      }
    }
  }

  private void endSession(Connection open, Closeable turn) throws IOException {
    SqlTableWriter unfinished = writing;
    try (open;
        turn) {
      if (unfinished != null) {
        unfinished.abandon();
      }
      open.rollback();
    } catch (SQLException e) {
      throw SqlFailure.of("close the database", e);
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
    SqlSession open = session;
    if (open == null) {
      open = opening.open();
      session = open;
      SqlCatalog.createSchema(open.connection(), open.schema());
    }
    return open;
  }

  /** What was in the schema before the first table. */
  private SqlOwnership ownership(SqlSession open) throws SQLException {
    SqlOwnership owners = ownership;
    if (owners == null) {
      owners = new SqlOwnership(open, states, adopted);
      ownership = owners;
    }
    return owners;
  }
}
