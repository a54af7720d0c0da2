package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.Column;
import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.SchemaChange;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.github.customerio4j.extract.sink.WrittenTable.RowChanges;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A table whose rows are all in the database. If it was there before, they are in a second table,
 * from which the commit brings them into the first one.
 *
 * <p>A commit calls {@link #addColumns} for all tables, then {@link #removeRows}, from the last
 * table to the first one, then {@link #merge}: parents come before their children, so that a
 * foreign key of the user finds what it refers to.
 */
final class LoadedTable {
  /** The column that is true for rows that were deleted in the workspace. */
  static final String DELETED = "_deleted";

  private static final Pattern UNIX_SECONDS = Pattern.compile(",( in)? Unix seconds.*$");

  /** The column that changes in every run. */
  private static final String EXTRACTED_AT = "_extracted_at";

  private final SqlSession session;
  private final TableSchema table;
  private final SqlTable target;
  private final SqlTable loaded;
  private final ColumnNames columns;
  private final SqlColumnTypes types;
  private final Map<String, String> existing;
  private final List<SchemaChange> changes = new ArrayList<>();
  private Set<String> gone = Set.of();
  private boolean hasDistinctKeys;
  private long deleted;

  /**
   * Takes a table.
   *
   * @param loaded the table with the rows: {@code target}, or a temporary one
   * @param existing the columns that {@code target} had, with their types as the database names
   *     them
   */
  LoadedTable(
      SqlSession session,
      TableSchema table,
      SqlTable target,
      SqlTable loaded,
      ColumnNames columns,
      SqlColumnTypes types,
      Map<String, String> existing) {
    this.session = session;
    this.table = table;
    this.target = target;
    this.loaded = loaded;
    this.columns = columns;
    this.types = types;
    this.existing = existing;
  }

  /**
   * Writes the comments; returns the columns of the run, with the comments that are a run's.
   *
   * @param before the comments that former runs wrote, by the columns' names
   */
  Map<String, String> describe(Map<String, String> before) throws IOException {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put(SqlComments.TABLE, table.description());
    for (int i = 0; i < table.columns().size(); i++) {
      String name = columns.names().get(i);
      if (types.names().contains(name)) {
        wanted.put(name, described(table.columns().get(i), types.of(name)));
      }
    }
    if (types.names().contains(Row.OwnTexts.COLUMN)) {
      wanted.put(Row.OwnTexts.COLUMN, "The texts of values that the API writes in an unusual way.");
    }
    if (loaded.isTemporary() && table.marksDeletedRows()) {
      wanted.put(DELETED, "Whether the record was deleted in the workspace.");
    }
    try {
      return new SqlComments(session.connection(), session.dialect(), target).write(wanted, before);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** The catalog's sentence without the unit that times have in the API. */
  private static String described(Column column, SqlType type) {
    return type.equals(SqlType.TIME)
        ? UNIX_SECONDS.matcher(column.description()).replaceFirst(".")
        : column.description();
  }

  /** The name in the catalog. */
  String name() {
    return table.name();
  }

  /** The table at the destination. */
  SqlTable target() {
    return target;
  }

  /**
   * Adds the columns that the table lacks. Comes before all merges: it may wait for readers of the
   * table, and must not wait for this run's own transaction.
   */
  void addColumns() throws IOException {
    if (!loaded.isTemporary()) {
      return;
    }
    try {
      changes.addAll(new SqlEvolution(session, target, existing).add(types));
      if (table.marksDeletedRows() && !existing.containsKey(DELETED)) {
        session.dialect().addColumns(session.connection(), target, Map.of(DELETED, "BOOLEAN"));
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * Makes the table ready for the rows, and deletes those that a Full Load no longer has.
   *
   * @param made the columns that runs have made, by the tables' names
   * @param afterCommit takes what is to be done after the commit
   */
  void removeRows(
      Map<String, Map<String, String>> made, Consumer<Dependents.AfterCommit> afterCommit)
      throws IOException {
    try {
      gone = new TreeSet<>(made.getOrDefault(target.name(), Map.of()).keySet());
      gone.retainAll(existing.keySet());
      gone.removeAll(types.names());
      gone.remove(DELETED);
      hasDistinctKeys =
          TableMerge.hasDistinctKeys(session.connection(), loaded, quoted(columns.rowKey()));
      if (!loaded.isTemporary()) {
        return;
      }
      execute("ANALYZE " + loaded.quoted());
      changes.addAll(0, new SqlEvolution(session, target, existing).retype(types, afterCommit));
      if (table.loadType() == LoadType.FULL_LOAD) {
        dropUnfitKey();
        deleted = hasDistinctKeys ? rows().deleteGone() : 0;
      } else {
        dropFormerKey();
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Brings the rows into the table. */
  WrittenTable merge() throws IOException {
    try {
      RowChanges changed;
      if (loaded.isTemporary()) {
        changed = mergeRows();
        execute("DROP TABLE " + loaded.quoted());
      } else {
        if (!columns.key().isEmpty() || hasDistinctKeys) {
          prepareKey(columns.rowKey());
        }
        changed = new RowChanges(count(target), 0, 0, 0);
      }
      return new WrittenTable(
          table.name(),
          session.dialect().location(target),
          0,
          changes,
          Optional.of(changed),
          List.of());
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private IOException failure(SQLException e) {
    return SqlFailure.of("write table " + target.name(), e);
  }

  private RowChanges mergeRows() throws SQLException {
    if (table.loadType() == LoadType.INCREMENTAL_UPDATE) {
      if (columns.key().isEmpty()) {
        return rows().append();
      }
      prepareKey(columns.key());
      return mark(rows().upsert());
    }
    if (!hasDistinctKeys) {
      return rows().replaceByRow();
    }
    RowChanges merged = rows().upsert();
    if (existing.containsKey(DELETED)) {
      String mark = Dialect.quoted(DELETED);
      execute(
          "UPDATE %1$s SET %2$s = FALSE WHERE %2$s AND %3$s"
              .formatted(target.quoted(), mark, session.isOwn("")));
    }
    prepareKey(columns.rowKey());
    return new RowChanges(merged.added(), merged.changed(), deleted, merged.unchanged());
  }

  private TableMerge rows() {
    return new TableMerge(session, target, loaded, cells(), quoted(columns.rowKey()));
  }

  private void prepareKey(List<String> key) throws SQLException {
    session
        .dialect()
        .prepareKey(
            session.connection(), target, quoted(key), !loaded.isTemporary(), session.isOwn(""));
  }

  /** Rows of a Full Load may have another key than the rows before. */
  private void dropUnfitKey() throws SQLException {
    List<String> declared = session.dialect().declaredKey(session.connection(), target);
    if (!declared.isEmpty()
        && (!Set.copyOf(types.quoted()).containsAll(declared)
            || !TableMerge.hasDistinctKeys(session.connection(), loaded, declared))) {
      session.dialect().dropKey(session.connection(), target);
    }
  }

  /** A key of an earlier version would refuse rows that this version distinguishes. */
  private void dropFormerKey() throws SQLException {
    List<String> former = quoted(table.formerKey());
    if (!former.isEmpty()
        && !table.formerKey().equals(table.rowKey())
        && former.equals(session.dialect().declaredKey(session.connection(), target))) {
      session.dialect().dropKey(session.connection(), target);
    }
  }

  /** The columns of the rows; in a Full Load, those of former runs that it lacks become null. */
  private List<TableMerge.Cell> cells() {
    List<TableMerge.Cell> cells = new ArrayList<>();
    List<String> names = types.names();
    List<String> values = types.values("s.");
    for (int i = 0; i < names.size(); i++) {
      TableMerge.Comparison comparison =
          names.get(i).equals(EXTRACTED_AT)
              ? TableMerge.Comparison.NONE
              : types.isForeign(names.get(i))
                      || session.dialect().isComparedByText(types.types().get(i))
                  ? TableMerge.Comparison.TEXT
                  : TableMerge.Comparison.VALUE;
      cells.add(new TableMerge.Cell(Dialect.quoted(names.get(i)), values.get(i), comparison));
    }
    if (table.loadType() == LoadType.FULL_LOAD) {
      for (String name : gone) {
        cells.add(
            new TableMerge.Cell(
                Dialect.quoted(name),
                "CAST(NULL AS " + existing.get(name) + ")",
                TableMerge.Comparison.VALUE));
      }
    }
    return cells;
  }

  /** Marks deleted rows, or only removes the mark from rows that are there again. */
  private RowChanges mark(RowChanges merged) throws SQLException {
    boolean isMarked = existing.containsKey(DELETED);
    if (!isMarked && !table.marksDeletedRows()) {
      return merged;
    }
    String mark = Dialect.quoted(DELETED);
    String isThere =
        "EXISTS (SELECT 1 FROM %s AS s WHERE %s)"
            .formatted(
                loaded.quoted(), SqlText.pairs(quoted(columns.key()), "t.%1$s = s.%1$s", " AND "));
    execute(
        table.marksDeletedRows()
            ? "UPDATE %1$s AS t SET %2$s = FALSE WHERE t.%2$s IS DISTINCT FROM FALSE AND %3$s"
                .formatted(target.quoted(), mark, isThere)
            : "UPDATE %1$s AS t SET %2$s = FALSE WHERE t.%2$s AND %3$s"
                .formatted(target.quoted(), mark, isThere));
    long gone =
        table.marksDeletedRows()
            ? updated(
                "UPDATE %1$s AS t SET %2$s = TRUE WHERE t.%2$s IS DISTINCT FROM TRUE AND %4$s AND NOT %3$s"
                    .formatted(target.quoted(), mark, isThere, session.isOwn("t.")))
            : 0;
    return new RowChanges(merged.added(), merged.changed(), gone, merged.unchanged());
  }

  private long count(SqlTable counted) throws SQLException {
    try (Statement statement = session.connection().createStatement();
        ResultSet found = statement.executeQuery("SELECT count(*) FROM " + counted.quoted())) {
      found.next();
      return found.getLong(1);
    }
  }

  private static List<String> quoted(List<String> names) {
    return names.stream().map(Dialect::quoted).toList();
  }

  private void execute(String sql) throws SQLException {
    SqlText.execute(session.connection(), sql);
  }

  private long updated(String sql) throws SQLException {
    try (Statement statement = session.connection().createStatement()) {
      return statement.executeLargeUpdate(sql);
    }
  }
}
