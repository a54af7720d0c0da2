package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.WrittenTable.RowChanges;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Brings the loaded rows into a table that exists, and writes only what differs: a row that did not
 * change is not touched, so that triggers, replication and readers of changes see only changes.
 *
 * <p>The table itself stays, with everything that depends on it: views, grants, indexes, comments,
 * foreign keys and columns of the user.
 */
final class TableMerge {
  private static final String UNMATCHED = Dialect.quoted("_customerio_unmatched");
  private static final String ID = Dialect.quoted("_customerio_id");

  private final Connection connection;
  private final Dialect dialect;
  private final SqlTable target;
  private final SqlTable loaded;
  private final List<Cell> cells;
  private final List<String> key;
  private final SqlSession session;

  /**
   * A column of the merge.
   *
   * @param column its name, quoted
   * @param value the expression of its value, from a loaded row {@code s}
   * @param comparison how a row shows that it changed
   */
  record Cell(String column, String value, Comparison comparison) {}

  /** How two values are compared. */
  enum Comparison {
    /** As values of their type. */
    VALUE,
    /** By their texts: equal values may be written differently, or cannot be compared. */
    TEXT,
    /** Not at all: the column is written only with a change of another one. */
    NONE
  }

  /**
   * Plans a merge.
   *
   * @param loaded the table of the loaded rows
   * @param key the columns that distinguish rows, quoted; empty if none do
   */
  TableMerge(
      SqlSession session, SqlTable target, SqlTable loaded, List<Cell> cells, List<String> key) {
    this.session = session;
    this.connection = session.connection();
    this.dialect = session.dialect();
    this.target = target;
    this.loaded = loaded;
    this.cells = List.copyOf(cells);
    this.key = List.copyOf(key);
  }

  /** Whether each row of a table has a key, and no two have the same one. */
  static boolean hasDistinctKeys(Connection connection, SqlTable table, List<String> key)
      throws SQLException {
    return !key.isEmpty()
        && !isTrue(
            connection,
            "SELECT 1 FROM %s WHERE %s LIMIT 1"
                .formatted(table.quoted(), SqlText.pairs(key, "%s IS NULL", " OR ")))
        && !isTrue(
            connection,
            "SELECT 1 FROM %s GROUP BY %s HAVING count(*) > 1 LIMIT 1"
                .formatted(table.quoted(), String.join(", ", key)));
  }

  /** Upserts the loaded rows by the key; of rows with the same key the last one counts. */
  RowChanges upsert() throws SQLException {
    keepLast(loaded);
    long rows = count();
    long changed = update();
    long added = insert();
    return new RowChanges(added, changed, 0, rows - added - changed);
  }

  /** Adds the loaded rows, none of which is expected to be there. */
  RowChanges append() throws SQLException {
    return new RowChanges(insertWhere("TRUE"), 0, 0, 0);
  }

  /**
   * Deletes the rows whose keys were not loaded; of rows with the same key it keeps one. A key that
   * stays is never deleted, even if its row changes: a foreign key on it would refuse that, or
   * delete the rows that refer to it.
   */
  long deleteGone() throws SQLException {
    return keepLast(target)
        + execute(
            "DELETE FROM %s AS t WHERE %s AND NOT EXISTS (SELECT 1 FROM %s WHERE %s)"
                .formatted(target.quoted(), session.isOwn("t."), rows(), sameKey()));
  }

  /**
   * Makes the table's rows the loaded ones, without keys: compares whole rows, each as often as it
   * is there.
   */
  RowChanges replaceByRow() throws SQLException {
    long rows = count();
    List<Cell> compared = compared(cells);
    String names = names(compared, "%s");
    String there =
        "SELECT t.%s AS %s, TRUE AS _customerio_is_there, %s FROM %s AS t WHERE %s"
            .formatted(
                dialect.rowId(), ID, texts(compared, "t."), target.quoted(), session.isOwn("t."));
    String fresh =
        "SELECT s.%s, FALSE AS _customerio_is_there, %s FROM %s"
            .formatted(ID, texts(compared, "s."), rows());
    SqlText.execute(
        connection,
        "CREATE TEMPORARY TABLE %1$s AS SELECT %5$s, _customerio_is_there FROM (SELECT %5$s, _customerio_is_there, count(*) OVER (PARTITION BY %2$s, _customerio_place) AS _customerio_pair FROM (SELECT *, row_number() OVER (PARTITION BY _customerio_is_there, %2$s) AS _customerio_place FROM (%3$s UNION ALL %4$s) AS u) AS n) AS p WHERE _customerio_pair = 1"
            .formatted(UNMATCHED, names, there, fresh, ID));
    long deleted =
        execute(
            "DELETE FROM %s WHERE %s IN (SELECT %s FROM %s WHERE _customerio_is_there)"
                .formatted(target.quoted(), dialect.rowId(), ID, UNMATCHED));
    long added =
        insertWhere(
            "s.%1$s IN (SELECT %1$s FROM %2$s WHERE NOT _customerio_is_there)"
                .formatted(ID, UNMATCHED));
    SqlText.execute(connection, "DROP TABLE " + UNMATCHED);
    return new RowChanges(added, 0, deleted, rows - added);
  }

  private long update() throws SQLException {
    List<Cell> others = cells.stream().filter(cell -> !key.contains(cell.column())).toList();
    List<Cell> compared = compared(others);
    if (compared.isEmpty()) {
      return 0;
    }
    return execute(
        "UPDATE %s AS t SET %s FROM %s WHERE %s AND (%s)"
            .formatted(
                target.quoted(),
                names(others, "%1$s = s.%1$s"),
                rows(),
                sameKey(),
                compared.stream().map(TableMerge::differs).collect(Collectors.joining(" OR "))));
  }

  private static String differs(Cell cell) {
    return shown(cell, "t.") + " IS DISTINCT FROM " + shown(cell, "s.");
  }

  private static String shown(Cell cell, String alias) {
    String value = alias + cell.column();
    return cell.comparison() == Comparison.TEXT ? "CAST(" + value + " AS VARCHAR)" : value;
  }

  private static String texts(List<Cell> cells, String alias) {
    return cells.stream()
        .map(cell -> shown(cell, alias) + " AS " + cell.column())
        .collect(Collectors.joining(", "));
  }

  private long insert() throws SQLException {
    return insertWhere(
        "NOT EXISTS (SELECT 1 FROM %s AS t WHERE %s)".formatted(target.quoted(), sameKey()));
  }

  private long insertWhere(String condition) throws SQLException {
    return execute(
        "INSERT INTO %s (%s) SELECT %s FROM %s WHERE %s"
            .formatted(
                target.quoted(), names(cells, "%s"), names(cells, "s.%s"), rows(), condition));
  }

  /** The loaded rows as {@code s}, with the types of the table. */
  private String rows() {
    return "(SELECT s.%s AS %s, %s FROM %s AS s) AS s"
        .formatted(
            dialect.rowId(),
            ID,
            cells.stream()
                .map(cell -> cell.value() + " AS " + cell.column())
                .collect(Collectors.joining(", ")),
            loaded.quoted());
  }

  private String sameKey() {
    return SqlText.pairs(key, "t.%1$s = s.%1$s", " AND ");
  }

  /** Of rows with the same key, keeps the one that was written last. */
  private long keepLast(SqlTable table) throws SQLException {
    String columns = String.join(", ", key);
    if (!isTrue(
        connection,
        "SELECT 1 FROM %s WHERE %s GROUP BY %s HAVING count(*) > 1 LIMIT 1"
            .formatted(table.quoted(), session.isOwn(""), columns))) {
      return 0;
    }
    return execute(
        "DELETE FROM %1$s WHERE %2$s IN (SELECT id FROM (SELECT %2$s AS id, row_number() OVER (PARTITION BY %3$s ORDER BY %2$s DESC) AS _customerio_place FROM %1$s WHERE %4$s) AS repeated WHERE _customerio_place > 1)"
            .formatted(table.quoted(), dialect.rowId(), columns, session.isOwn("")));
  }

  private static List<Cell> compared(List<Cell> cells) {
    return cells.stream().filter(cell -> cell.comparison() != Comparison.NONE).toList();
  }

  private static String names(List<Cell> cells, String pattern) {
    return SqlText.pairs(cells.stream().map(Cell::column).toList(), pattern, ", ");
  }

  private long count() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT count(*) FROM " + loaded.quoted())) {
      found.next();
      return found.getLong(1);
    }
  }

  private static boolean isTrue(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      return found.next();
    }
  }

  private long execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(sql);
    }
  }
}
