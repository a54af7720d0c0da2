package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.TableSink.RunFacts;
import io.github.customerio4j.extract.sink.TableSink.TableFacts;
import io.github.customerio4j.extract.sink.WrittenTable.RowChanges;
import io.github.customerio4j.extract.sink.sql.postgres.DeclaredKeys;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code _customerio_runs}: one row for each table of a run, and one for a run that
 * failed. Rows of more than a year ago are deleted.
 */
final class SqlRunLog {
  private static final String TABLE = "_customerio_runs";
  private static final Duration KEPT = Duration.ofDays(365);
  private static final String COMMENT =
      "What each run of the extractor did with each table, for a year.";

  /** The column that earlier versions did not make. */
  private static final String WORKSPACE = "workspace";

  /** Each column's type and comment. */
  private static final Map<String, List<String>> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("run", List.of("VARCHAR", "The run; all its rows have the same text."));
    COLUMNS.put("entry", List.of("INTEGER", "The number of the row within its run, from 1."));
    COLUMNS.put("started", List.of("TIMESTAMP WITH TIME ZONE", "When the run began."));
    COLUMNS.put(
        "ended",
        List.of("TIMESTAMP WITH TIME ZONE", "When the run was about to commit, or failed."));
    COLUMNS.put(
        "table_name",
        List.of("VARCHAR", "The table in this schema; null for a run that failed as a whole."));
    COLUMNS.put("rows_new", List.of("BIGINT", "Rows that were not there before."));
    COLUMNS.put("rows_changed", List.of("BIGINT", "Rows in which some value changed."));
    COLUMNS.put("rows_deleted", List.of("BIGINT", "Rows that were deleted, or marked as deleted."));
    COLUMNS.put(
        "rows_unchanged", List.of("BIGINT", "Rows that were read and were the same already."));
    COLUMNS.put(
        "requests",
        List.of(
            "BIGINT",
            "Requests to the API. Those of a list that feeds several tables count at the first."));
    COLUMNS.put(
        "tier",
        List.of("VARCHAR", "The age up to which rows were read again, such as 14d; null if none."));
    COLUMNS.put("warnings", List.of("VARCHAR", "Warnings, one a line; null if there are none."));
    COLUMNS.put("error", List.of("VARCHAR", "Why the table or the run failed; null if not."));
    COLUMNS.put(
        WORKSPACE,
        List.of("VARCHAR", "The workspace of the rows; null if the tables have no such column."));
  }

  private final Dialect dialect;
  private final SqlTable table;
  private final Optional<String> workspace;

  /**
   * The run log of a schema.
   *
   * @param workspace the workspace of the runs, if their tables hold the rows of several
   */
  SqlRunLog(Dialect dialect, String schema, Optional<String> workspace) {
    this.workspace = workspace;
    this.dialect = dialect;
    this.table = SqlTable.of(schema, TABLE);
  }

  /** Requires that the table is the run log, or can become it. */
  void check(Connection connection) throws SQLException, IOException {
    prepare(connection);
    SqlText.execute(
        connection,
        "INSERT INTO %1$s SELECT * FROM %1$s WHERE 1 = 0".formatted(table.quoted()),
        "DELETE FROM %s WHERE 1 = 0".formatted(table.quoted()));
  }

  /**
   * Adds the rows of a run in the caller's transaction.
   *
   * @param written what was done with the tables, by their names in the catalog
   */
  void write(Connection connection, RunFacts run, Map<String, Written> written)
      throws SQLException, IOException {
    prepare(connection);
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM %s WHERE started < ?".formatted(table.quoted()))) {
      setTime(delete, 1, run.ended().minus(KEPT));
      delete.executeUpdate();
    }
    try (Rows rows = new Rows(connection, run)) {
      for (TableFacts facts : run.tables()) {
        rows.add(facts, written.get(facts.table()));
      }
    }
  }

  /** Makes the table ready before the first run of a workspace, or leaves it as it is. */
  void setUp(Connection connection) throws SQLException, IOException {
    prepare(connection);
  }

  /** Adds the row of a run that failed, in the caller's transaction. */
  void writeFailure(Connection connection, RunFacts run) throws SQLException, IOException {
    SqlCatalog.createSchema(connection, table.schema());
    prepare(connection);
    try (Rows rows = new Rows(connection, run)) {
      rows.add(null, null);
    }
  }

  /**
   * A table that a run has written.
   *
   * @param name its name in the database
   */
  record Written(String name, Optional<RowChanges> rows) {}

  private final class Rows implements AutoCloseable {
    private final PreparedStatement insert;
    private final RunFacts run;
    private final String id = UUID.randomUUID().toString();
    private int entry;

    Rows(Connection connection, RunFacts run) throws SQLException {
      this.run = run;
      List<String> columns = new ArrayList<>(COLUMNS.keySet());
      if (workspace.isEmpty()) {
        columns.remove(WORKSPACE);
      }
      String names = String.join(", ", columns);
      String places = "?, ".repeat(columns.size() - 1) + "?";
      this.insert =
          connection.prepareStatement(
              "INSERT INTO %s (%s) VALUES (%s)".formatted(table.quoted(), names, places));
    }

    void add(@Nullable TableFacts facts, @Nullable Written written) throws SQLException {
      RowChanges rows = written == null ? null : written.rows().orElse(null);
      insert.setString(1, id);
      insert.setInt(2, ++entry);
      setTime(insert, 3, run.started());
      setTime(insert, 4, run.ended());
      insert.setString(5, written != null ? written.name() : facts == null ? null : facts.table());
      setNumber(6, rows == null ? null : rows.added());
      setNumber(7, rows == null ? null : rows.changed());
      setNumber(8, rows == null ? null : rows.deleted());
      setNumber(9, rows == null ? null : rows.unchanged());
      setNumber(10, facts == null ? null : facts.requests());
      insert.setString(
          11, facts == null ? null : facts.refreshed().map(SqlRunLog::days).orElse(null));
      insert.setString(
          12,
          facts == null || facts.warnings().isEmpty() ? null : String.join("\n", facts.warnings()));
      insert.setString(13, (facts == null ? run.failure() : facts.failure()).orElse(null));
      if (workspace.isPresent()) {
        insert.setString(14, workspace.get());
      }
      insert.executeUpdate();
    }

    private void setNumber(int place, @Nullable Long number) throws SQLException {
      if (number == null) {
        insert.setNull(place, Types.BIGINT);
      } else {
        insert.setLong(place, number);
      }
    }

    @Override
    public void close() throws SQLException {
      insert.close();
    }
  }

  private static void setTime(PreparedStatement statement, int place, Instant time)
      throws SQLException {
    statement.setObject(place, time.atOffset(ZoneOffset.UTC));
  }

  private static String days(Duration age) {
    return age.toHours() % 24 == 0 ? age.toDays() + "d" : age.toHours() + "h";
  }

  private void prepare(Connection connection) throws SQLException, IOException {
    Map<String, String> found = SqlCatalog.columns(connection, dialect, table);
    Set<String> missing = new HashSet<>(COLUMNS.keySet());
    missing.removeAll(found.keySet());
    if (found.isEmpty()) {
      create(connection);
    } else if (missing.equals(Set.of(WORKSPACE))) {
      if (workspace.isPresent()) {
        SqlText.execute(
            connection,
            "ALTER TABLE %s ADD COLUMN %s VARCHAR".formatted(table.quoted(), WORKSPACE));
      }
    } else if (!missing.isEmpty()) {
      throw new IOException(
          "Cannot note the run in table %s of schema %s: a table of another program has that name. Rename it, or run with --no-run-log."
              .formatted(TABLE, table.schema()));
    }
  }

  private void create(Connection connection) throws SQLException {
    StringBuilder columns = new StringBuilder();
    COLUMNS.forEach(
        (name, facts) ->
            columns
                .append(columns.isEmpty() ? "" : ", ")
                .append(name)
                .append(' ')
                .append(facts.get(0)));
    SqlText.execute(connection, "CREATE TABLE %s (%s)".formatted(table.quoted(), columns));
    dialect.prepareKey(
        connection,
        table,
        List.of(Dialect.quoted("run"), Dialect.quoted("entry")),
        true,
        DeclaredKeys.ALL_ROWS);
    Map<String, String> comments = new LinkedHashMap<>();
    comments.put(SqlComments.TABLE, COMMENT);
    COLUMNS.forEach((name, facts) -> comments.put(name, facts.get(1)));
    new SqlComments(connection, dialect, table).write(comments, Map.of());
  }
}
