package io.github.customerio4j.extract.sink.sql;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.KnownColumn;
import io.github.customerio4j.extract.state.StateException;
import io.github.customerio4j.extract.state.StateStore;
import io.github.customerio4j.extract.state.TableState;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Keeps the state in a table of the database, with one row per prefix of tables; where the tables
 * hold the rows of several workspaces, one per prefix and workspace. A row also says whether the
 * extractor has saved the state in its own store, and which tables are this program's: a mark that
 * stays when the state is reset or its file is lost. For the tables of several workspaces, that
 * mark and the names of the columns are in a row of all workspaces, {@link #ALL}.
 */
final class SqlStateStore implements StateStore {
  /** In that column, the row of all workspaces: no workspace has that name. */
  private static final String ALL = "*";

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
  private final Optional<String> workspace;
  private final SqlStateTable table;

  /**
   * The state of a prefix.
   *
   * @param workspace whose it is, if the tables hold the rows of several workspaces
   */
  SqlStateStore(Dialect dialect, String schema, String prefix, Optional<String> workspace) {
    this.workspace = workspace;
    this.dialect = dialect;
    this.schema = schema;
    this.prefix = prefix;
    this.table = new SqlStateTable(dialect, schema, prefix, workspace.isPresent());
  }

  @Override
  public Closeable lock() throws IOException {
    String tables = schema + "/" + prefix;
    return workspace.isPresent()
        ? dialect.lock("state", tables, workspace.get())
        : dialect.lock("state", tables);
  }

  /** Makes the table ready before the first run of a workspace, or leaves it as it is. */
  void setUp(Connection connection) throws SQLException {
    table.prepare(connection);
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
      Optional<SqlStateTable.Row> row = table.row(connection, ofRun());
      return row.filter(found -> !isOnlyUnsaved || !found.isSaved()).map(SqlStateTable.Row::state);
    } catch (SQLException e) {
      throw SqlFailure.of("read the state", e);
    }
  }

  @Override
  public void check() throws IOException {
    try (Connection connection = dialect.connect()) {
      SqlCatalog.exists(connection, dialect, table.table());
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
      table.markSaved(connection, ofRun());
      connection.commit();
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
    table.prepare(connection);
    if (workspace.isEmpty()) {
      put(connection, ofRun(), state, isSaved, written);
      return;
    }
    put(connection, ofRun(), state, isSaved, Map.of());
    if (!written.isEmpty()) {
      ExtractionState all = shared(connection).orElse(ExtractionState.empty());
      String names = merged(all, ExtractionState.parse(state)).toJson();
      put(connection, ALL, names, true, written);
    }
  }

  /** What runs of all workspaces know of the tables; empty before the first commit. */
  Optional<ExtractionState> shared(Connection connection) throws SQLException {
    try {
      return table.row(connection, ALL).map(SqlStateTable.Row::state).map(ExtractionState::parse);
    } catch (StateException e) {
      throw new SQLException(
          "Cannot read the names of columns in table %s: the row with workspace * was changed by somebody else. Put it back."
              .formatted(SqlStateTable.TABLE),
          e);
    }
  }

  /** The names of both; where they differ, those that were there before. */
  private static ExtractionState merged(ExtractionState before, ExtractionState run) {
    Map<String, TableState> tables = new TreeMap<>();
    before.tables().forEach((name, known) -> tables.put(name, namesOf(known)));
    run.tables()
        .forEach(
            (name, known) ->
                tables.merge(
                    name,
                    namesOf(known),
                    (all, own) -> {
                      Map<String, KnownColumn> columns = new LinkedHashMap<>();
                      Stream.concat(all.columns().stream(), own.columns().stream())
                          .forEach(column -> columns.putIfAbsent(column.pointer(), column));
                      return TableState.builder().addAllColumns(columns.values()).build();
                    }));
    tables.values().removeIf(names -> names.columns().isEmpty());
    Map<String, String> activities = new TreeMap<>(run.activityTables());
    activities.putAll(before.activityTables());
    return ExtractionState.builder().tables(tables).activityTables(activities).build();
  }

  private static TableState namesOf(TableState known) {
    return TableState.builder()
        .addAllColumns(
            known.columns().stream()
                .filter(column -> column.pointer() != null && !column.pointer().isEmpty())
                .toList())
        .build();
  }

  private void put(
      Connection connection,
      String whose,
      String state,
      boolean isSaved,
      Map<String, Map<String, String>> written)
      throws SQLException {
    Set<String> owned = owned(connection, whose);
    owned.addAll(written.keySet());
    Map<String, Map<String, String>> columns = new TreeMap<>(columnsOf(connection, whose));
    written.forEach(
        (name, names) ->
            columns.merge(
                name,
                names,
                (before, now) -> {
                  Map<String, String> all = new TreeMap<>(before);
                  all.putAll(now);
                  return all;
                }));
    table.replace(
        connection,
        whose,
        new SqlStateTable.Row(state, isSaved, String.join("\n", owned), COLUMNS.toJson(columns)));
  }

  /**
   * The columns that runs have made, with the comments that they wrote, by the tables' names. Other
   * columns are the user's.
   */
  Map<String, Map<String, String>> ownedColumns(Connection connection) throws SQLException {
    return columnsOf(connection, ofTables());
  }

  private Map<String, Map<String, String>> columnsOf(Connection connection, String whose)
      throws SQLException {
    String json = table.row(connection, whose).map(SqlStateTable.Row::columns).orElse("");
    try {
      Map<String, Map<String, String>> columns = json.isEmpty() ? null : COLUMNS.fromJson(json);
      return columns == null ? Map.of() : columns;
    } catch (IOException | JsonDataException e) {
      throw new SQLException(
          "Cannot read column %s of table %s: it was changed by somebody else. Set it to null."
              .formatted(SqlStateTable.OWNED_COLUMNS, SqlStateTable.TABLE),
          e);
    }
  }

  /**
   * The names of the tables that this program has written, by the mark and by the stored state,
   * which is all that earlier versions left.
   */
  Set<String> owned(Connection connection) throws SQLException {
    return owned(connection, ofTables());
  }

  /** The same of the others: of the workspaces for a run alone, else of runs alone. */
  Set<String> ownedByOthers(Connection connection) throws SQLException {
    return owned(connection, workspace.isPresent() ? "" : ALL);
  }

  private Set<String> owned(Connection connection, String whose) throws SQLException {
    Set<String> owned = new TreeSet<>();
    Optional<SqlStateTable.Row> row = table.row(connection, whose);
    if (row.isPresent()) {
      for (String name : ofState(row.get().state())) {
        owned.add(ColumnNames.fitting(prefix + name, dialect.nameLimit()));
      }
      if (!row.get().owned().isEmpty()) {
        owned.addAll(Set.of(row.get().owned().split("\n")));
      }
    }
    return owned;
  }

  /** Whose row has the state. */
  private String ofRun() {
    return workspace.orElse("");
  }

  /** Whose row has the mark of the tables. */
  private String ofTables() {
    return workspace.isPresent() ? ALL : "";
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
    table.checkRights(connection);
  }
}
