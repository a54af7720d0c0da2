package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.io.WorkspaceName;
import io.github.customerio4j.extract.io.WriteTurns;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.SchemaChange;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.Typing;
import io.github.customerio4j.extract.sink.sql.postgres.PostgresAddress;
import io.github.customerio4j.extract.state.StateStore;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Writes tables to a database. All tables of a run and its state are in one transaction, so that a
 * crash leaves either both unchanged or both complete.
 *
 * <p>{@code FULL_LOAD} makes the rows of a table those of the run. {@code INCREMENTAL_UPDATE}
 * merges rows by the primary key: rows that are not in the run stay. Both write only rows that
 * differ, and keep the table with all that a user added: columns, indexes, views, grants, comments.
 * New columns are added; a column gets a wider type if new values do not fit its type.
 *
 * <pre>{@code
 * SqlSink sink = SqlSink.duckDb(Path.of("crm.duckdb")).build();
 * Extractor extractor = Extractor.builder()
 *     .client(client).sink(sink).build();
 * }</pre>
 *
 * <p>An extractor keeps its state in the database, too, by {@link #stateStore}, unless it is given
 * another store.
 *
 * <p>Needs a JDBC driver on the class path, which the application adds: {@code
 * org.duckdb:duckdb_jdbc} or {@code org.postgresql:postgresql}.
 */
public final class SqlSink implements TableSink, StateStore.Provider {
  private final Dialect dialect;
  private final String schema;
  private final String prefix;
  private final Typing typing;
  private final Set<String> adopted;
  private final boolean hasRunLog;
  private final Optional<String> workspace;

  private SqlSink(Builder builder) {
    this.dialect = builder.dialect;
    this.schema = builder.schema;
    this.prefix = builder.prefix;
    this.typing = builder.typing;
    this.adopted = Set.copyOf(builder.adopted);
    this.hasRunLog = builder.hasRunLog;
    this.workspace = builder.workspace;
  }

  /**
   * Starts a sink for a DuckDB database. Its default schema is {@code main}.
   *
   * @param file the database's file; the first run creates it if it is missing
   */
  public static Builder duckDb(Path file) {
    return new Builder(new DuckDbDialect(Objects.requireNonNull(file, "file")), "main");
  }

  /**
   * Starts a sink for a PostgreSQL database, version 12 or later. Its default schema is {@code
   * public}.
   *
   * @param url the address, {@code postgresql://USER:PASSWORD@HOST:PORT/DATABASE} or the driver's
   *     form {@code jdbc:postgresql://HOST/DATABASE?user=…}
   * @throws IllegalArgumentException if the address has another form
   */
  public static Builder postgresql(String url) {
    return new Builder(PostgresDialect.at(Objects.requireNonNull(url, "url")), "public");
  }

  /**
   * Starts a sink for the PostgreSQL or DuckDB database behind a data source, such as a pool. Which
   * one it is, a first connection tells at once. Each connection is used by a run alone, and goes
   * back with the settings that it came with: a run keeps one for each of its locks, and needs up
   * to four at a time. The default schema is {@code public} in PostgreSQL and {@code main} in
   * DuckDB.
   *
   * @param dataSource gives connections to one database; the sink does not close it
   * @throws UncheckedIOException if the database cannot be reached
   * @throws IllegalArgumentException if it is another database, or one of DuckDB that is not in a
   *     file
   */
  public static Builder builder(DataSource dataSource) {
    Connections connections = Connections.of(Objects.requireNonNull(dataSource, "dataSource"));
    try (Connection connection = connections.open()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return switch (product) {
        case "PostgreSQL" -> {
          String url = connection.getMetaData().getURL();
          yield new Builder(
              new PostgresDialect(connections, PostgresAddress.parse(url).toString()), "public");
        }
        case "DuckDB" ->
            new Builder(new DuckDbDialect(connections, DuckDbParts.file(connection)), "main");
        default ->
            throw new IllegalArgumentException(
                "Cannot write into %s. Give a data source of PostgreSQL or DuckDB, or implement TableSink."
                    .formatted(product));
      };
    } catch (SQLException e) {
      throw new UncheckedIOException(SqlFailure.of("connect to the database", e));
    }
  }

  /** The store that keeps the state in the database, in the table {@code _customerio_state}. */
  @Override
  public StateStore stateStore() {
    return states();
  }

  private SqlStateStore states() {
    return new SqlStateStore(dialect, schema, prefix, workspace);
  }

  @Override
  public Optional<String> location() {
    String tables = dialect.location() + "/" + schema + "/" + prefix;
    return Optional.of(workspace.map(name -> tables + "/" + name).orElse(tables));
  }

  @Override
  public Optional<String> workspace() {
    return workspace;
  }

  @Override
  public int columnLimit() {
    return dialect.columnLimit();
  }

  @Override
  public boolean canDeclareKeysLater() {
    return true;
  }

  @Override
  public boolean canMarkDeletedRows() {
    return true;
  }

  /** Creates a table in a transaction that is rolled back. Does not create a missing database. */
  @Override
  public void check() throws IOException {
    check(new Targets(Set.of(), Set.of(), LoadType.INCREMENTAL_UPDATE));
  }

  /** Refuses a table or view that neither the state nor the mark of previous runs knows. */
  @Override
  public Set<String> check(Targets targets) throws IOException {
    Objects.requireNonNull(targets, "targets");
    if (dialect.canBeCreated()) {
      Set<String> missing = new LinkedHashSet<>(targets.known());
      missing.retainAll(targets.written());
      return missing;
    }
    Closeable turn = turnToSetUp();
    try (turn;
        Connection connection = dialect.connect()) {
      try {
        SqlSession session = session(connection);
        Set<String> missing = new SqlOwnership(session, states(), adopted).check(targets);
        probe(session);
        return missing;
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw SqlFailure.of("write to the database", e);
    }
  }

  /** Keeps runs of this process from making the same tables at once, and from trying to. */
  private Closeable turnToSetUp() throws IOException {
    return workspace.isPresent()
        ? WriteTurns.take(dialect.turns(schema) + ", set up", () -> {})
        : () -> {};
  }

  private Optional<SqlRunLog> runLog() {
    return hasRunLog ? Optional.of(new SqlRunLog(dialect, schema, workspace)) : Optional.empty();
  }

  /** Notes the run in table {@code _customerio_runs}, in a transaction of its own. */
  @Override
  public void failed(RunFacts run) throws IOException {
    Objects.requireNonNull(run, "run");
    Optional<SqlRunLog> log = runLog();
    if (log.isEmpty()) {
      return;
    }
    try (Connection connection = dialect.connect()) {
      log.get().writeFailure(connection, run);
      connection.commit();
    } catch (SQLException e) {
      throw SqlFailure.of("note the run that failed", e);
    }
  }

  /** Does not look at values: some may not fit. Refuses what a run cannot keep. */
  @Override
  public Map<String, List<SchemaChange>> typeChanges(List<TableSchema> tables) throws IOException {
    Objects.requireNonNull(tables, "tables");
    if (typing == Typing.TEXT || dialect.canBeCreated()) {
      return Map.of();
    }
    Map<String, List<SchemaChange>> changes = new LinkedHashMap<>();
    try (Connection connection = dialect.connect()) {
      try {
        SqlSession session = session(connection);
        Map<String, Map<String, String>> found = SqlCatalog.tables(connection, schema);
        for (TableSchema table : tables) {
          String name = session.table(table.name()).name();
          List<SchemaChange> ofTable =
              SqlEvolution.planned(session, table, found.getOrDefault(name, Map.of()));
          if (!ofTable.isEmpty()) {
            dialect.requireChangeable(
                connection,
                session.table(table.name()),
                ofTable.stream().map(SchemaChange::column).collect(Collectors.toSet()));
            changes.put(table.name(), ofTable);
          }
        }
        return changes;
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw SqlFailure.of("read the database", e);
    }
  }

  private void probe(SqlSession session) throws SQLException, IOException {
    String name = "_customerio_check_" + UUID.randomUUID();
    SqlCatalog.createSchema(session.connection(), schema);
    SqlText.execute(
        session.connection(),
        "CREATE TABLE " + SqlTable.of(schema, name).quoted() + " (id BIGINT)",
        "CREATE TEMPORARY TABLE " + SqlTable.temporary(name).quoted() + " (id BIGINT)");
    states().checkRights(session.connection());
    Optional<SqlRunLog> log = runLog();
    if (log.isPresent()) {
      log.get().check(session.connection());
    }
  }

  private SqlSession session(Connection connection) {
    return new SqlSession(connection, dialect, schema, prefix, typing, workspace);
  }

  @Override
  public SinkTransaction begin() throws IOException {
    SqlTransaction transaction =
        new SqlTransaction(
            dialect,
            () -> session(dialect.connect()),
            states(),
            adopted,
            runLog(),
            workspace,
            schema + "/" + prefix);
    boolean isReady = false;
    try {
      if (workspace.isPresent()) {
        setUp();
      }
      isReady = true;
      return transaction;
    } finally {
      if (!isReady) {
        transaction.close();
      }
    }
  }

  /**
   * Makes what the runs of all workspaces share, in a short transaction: a run that makes it in its
   * commit would keep the others from beginning until then.
   */
  private void setUp() throws IOException {
    Closeable turn = turnToSetUp();
    try (turn;
        Connection connection = dialect.connect()) {
      Closeable inDatabase = dialect.turn(connection, "set up/" + schema, () -> {});
      try (inDatabase) {
        SqlCatalog.createSchema(connection, schema);
        states().setUp(connection);
        Optional<SqlRunLog> log = runLog();
        if (log.isPresent()) {
          log.get().setUp(connection);
        }
        connection.commit();
      }
    } catch (SQLException e) {
      throw SqlFailure.of("write to the database", e);
    }
  }

  /** Collects a sink's options. */
  public static final class Builder {
    private final Dialect dialect;
    private String schema;
    private String prefix = "";
    private Typing typing = Typing.TYPED;
    private final Set<String> adopted = new HashSet<>();
    private boolean hasRunLog = true;
    private Optional<String> workspace = Optional.empty();

    Builder(Dialect dialect, String schema) {
      this.dialect = dialect;
      this.schema = schema;
    }

    /** The schema of the tables; the first run creates it if it is missing. */
    public Builder schema(String newSchema) {
      schema = Objects.requireNonNull(newSchema, "newSchema");
      return this;
    }

    /** The beginning of the tables' names; empty by default. */
    public Builder prefix(String newPrefix) {
      prefix = Objects.requireNonNull(newPrefix, "newPrefix");
      return this;
    }

    /** The typing of columns; {@link Typing#TYPED} by default. */
    public Builder typing(Typing newTyping) {
      typing = Objects.requireNonNull(newTyping, "newTyping");
      return this;
    }

    /**
     * Shares the tables with other workspaces, each with a sink of its own: the first column of
     * each table is {@code _workspace} with this name, each key begins with it, and runs replace,
     * merge and mark only the rows of this workspace. The state and the run log are in the same
     * tables, too, with a row for each workspace. Runs of different workspaces run side by side,
     * and write one after the other; runs of one process share a connection for their locks.
     *
     * @param name 1 to 63 letters, digits, dots, {@code _} and {@code -}, a letter or digit first
     * @throws IllegalArgumentException if the name has another form
     */
    public Builder workspace(String name) {
      workspace = Optional.of(WorkspaceName.require(name));
      return this;
    }

    /**
     * Leaves out the table {@code _customerio_runs}, in which each run notes what it did with each
     * table, for a year.
     */
    public Builder withoutRunLog() {
      hasRunLog = false;
      return this;
    }

    /**
     * Lets runs take over an existing table that no run has made: its rows and columns stay, and
     * new rows are merged into it by the primary key. Without this, such a table is refused.
     *
     * @param table its name in the catalog, such as {@code segments}
     */
    public Builder adopt(String table) {
      adopted.add(Objects.requireNonNull(table, "table"));
      return this;
    }

    /** Builds the sink; it does not connect yet. */
    public SqlSink build() {
      return new SqlSink(this);
    }
  }
}
