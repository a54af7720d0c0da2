package io.github.customerio4j.extract.sink.sql;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import com.squareup.moshi.Types;
import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.sql.postgres.DeclaredKeys;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.KnownColumn;
import io.github.customerio4j.extract.state.StateException;
import io.github.customerio4j.extract.state.StateStore;
import io.github.customerio4j.extract.state.TableState;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private static final String TABLE = "_customerio_state";

  /** The names of this program's tables, one a line; rows of earlier versions have none. */
  private static final String OWNED = "owned_tables";

  /**
   * The columns that runs have made, as a JSON object by table of objects by column, each with the
   * comment that a run wrote; older rows have none.
   */
  private static final String OWNED_COLUMNS = "owned_columns";

  /** The column that says whose state a row is; empty for a run alone. */
  private static final String WORKSPACE = "workspace";

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
    prepare(connection);
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
      Optional<Row> row = row(connection, ofRun());
      return row.filter(found -> !isOnlyUnsaved || !found.isSaved()).map(Row::state);
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
      Map<String, String> columns = SqlCatalog.columns(connection, dialect, table());
      if (!columns.isEmpty() && isReadable(columns, ofRun())) {
        execute(
            connection,
            "UPDATE %s SET is_saved = TRUE WHERE %s"
                .formatted(table().quoted(), where(columns, ofRun())));
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
      return row(connection, ALL).map(Row::state).map(ExtractionState::parse);
    } catch (StateException e) {
      throw new SQLException(
          "Cannot read the names of columns in table %s: the row with workspace * was changed by somebody else. Put it back."
              .formatted(TABLE),
          e);
    }
  }

  /** The names of both; where they differ, those that were there before. */
  private static ExtractionState merged(ExtractionState before, ExtractionState run) {
    Map<String, TableState> tables = new TreeMap<>();
    before.tables().forEach((name, table) -> tables.put(name, namesOf(table)));
    run.tables()
        .forEach(
            (name, table) ->
                tables.merge(
                    name,
                    namesOf(table),
                    (all, own) -> {
                      Map<String, KnownColumn> columns = new LinkedHashMap<>();
                      Stream.concat(all.columns().stream(), own.columns().stream())
                          .forEach(column -> columns.putIfAbsent(column.pointer(), column));
                      return TableState.builder().addAllColumns(columns.values()).build();
                    }));
    tables.values().removeIf(table -> table.columns().isEmpty());
    Map<String, String> activities = new TreeMap<>(run.activityTables());
    activities.putAll(before.activityTables());
    return ExtractionState.builder().tables(tables).activityTables(activities).build();
  }

  private static TableState namesOf(TableState table) {
    return TableState.builder()
        .addAllColumns(
            table.columns().stream()
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
        (table, names) ->
            columns.merge(
                table,
                names,
                (before, now) -> {
                  Map<String, String> all = new TreeMap<>(before);
                  all.putAll(now);
                  return all;
                }));
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
      insert.setString(2, state);
      insert.setBoolean(3, isSaved);
      insert.setString(4, String.join("\n", owned));
      insert.setString(5, COLUMNS.toJson(columns));
      if (hasWorkspace) {
        insert.setString(6, whose);
      }
      insert.executeUpdate();
    }
  }

  private void prepare(Connection connection) throws SQLException {
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
                  workspace.isPresent() ? ", " + WORKSPACE + " VARCHAR DEFAULT ''" : ""));
    } else {
      addLater(connection, columns);
    }
    List<String> key = new ArrayList<>(List.of(Dialect.quoted("prefix")));
    if (workspace.isPresent() || columns.containsKey(WORKSPACE)) {
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
    if (workspace.isPresent() && !columns.containsKey(WORKSPACE)) {
      if (!dialect.declaredKey(connection, table()).isEmpty()) {
        dialect.dropKey(connection, table());
      }
      SqlText.execute(
          connection,
          "ALTER TABLE %s ADD COLUMN %s VARCHAR DEFAULT ''".formatted(table().quoted(), WORKSPACE));
    }
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
    String json = row(connection, whose).map(Row::columns).orElse("");
    try {
      Map<String, Map<String, String>> columns = json.isEmpty() ? null : COLUMNS.fromJson(json);
      return columns == null ? Map.of() : columns;
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
    return owned(connection, ofTables());
  }

  /** The same of the others: of the workspaces for a run alone, else of runs alone. */
  Set<String> ownedByOthers(Connection connection) throws SQLException {
    return owned(connection, workspace.isPresent() ? "" : ALL);
  }

  private Set<String> owned(Connection connection, String whose) throws SQLException {
    Set<String> owned = new TreeSet<>();
    Optional<Row> row = row(connection, whose);
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

  /**
   * A row of the table.
   *
   * @param owned the names of tables, one a line
   * @param columns the JSON of the columns; empty if there is none
   */
  private record Row(String state, boolean isSaved, String owned, String columns) {}

  private Optional<Row> row(Connection connection, String whose) throws SQLException {
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

  private void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, prefix);
      statement.executeUpdate();
    }
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
