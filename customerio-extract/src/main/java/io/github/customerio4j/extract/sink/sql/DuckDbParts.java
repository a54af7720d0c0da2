package io.github.customerio4j.extract.sink.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a table of DuckDB beside its rows: comments, indexes, constraints, and the views
 * on it. A view remembers the types of its columns, and fails after they change.
 */
final class DuckDbParts implements Dependents {
  private static final String INDEXES =
      "SELECT sql FROM duckdb_indexes() WHERE schema_name = ? AND table_name = ?"
          + " AND sql IS NOT NULL ORDER BY index_oid";

  private final Connection connection;
  private final SqlTable table;
  private final List<String> comments;
  private final Map<String, String> views;

  private DuckDbParts(
      Connection connection, SqlTable table, List<String> comments, Map<String, String> views) {
    this.connection = connection;
    this.table = table;
    this.comments = comments;
    this.views = views;
  }

  static DuckDbParts of(Connection connection, SqlTable table) throws SQLException {
    List<String> comments =
        texts(
            connection,
            """
            SELECT 'COMMENT ON TABLE ' || q || ' IS ' || c FROM (SELECT
              '"' || replace(schema_name, '"', '""') || '"."' || replace(table_name, '"', '""') || '"' AS q,
              '''' || replace(comment, '''', '''''') || '''' AS c
              FROM duckdb_tables() WHERE comment IS NOT NULL AND schema_name = ? AND table_name = ?)
            """,
            table);
    comments.addAll(columnComments(connection, table));
    comments.addAll(
        texts(
            connection,
            """
            SELECT 'COMMENT ON INDEX "' || replace(schema_name, '"', '""') || '"."'
              || replace(index_name, '"', '""') || '" IS ''' || replace(comment, '''', '''''') || ''''
              FROM duckdb_indexes() WHERE comment IS NOT NULL AND schema_name = ? AND table_name = ?
            """,
            table));
    Map<String, String> views = new LinkedHashMap<>();
    List<SqlTable> pending = new ArrayList<>(List.of(table));
    while (!pending.isEmpty()) {
      SqlTable used = pending.remove(0);
      for (SqlTable view : viewsOn(connection, used, views, comments)) {
        pending.add(view);
      }
    }
    return new DuckDbParts(connection, table, comments, views);
  }

  /** The comments by the columns' names, and that of the table by {@link SqlComments#TABLE}. */
  static Map<String, String> comments(Connection connection, SqlTable table) throws SQLException {
    Map<String, String> comments = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT '' AS name, comment FROM duckdb_tables() WHERE comment IS NOT NULL AND"
                + " schema_name = ? AND table_name = ? UNION ALL SELECT column_name, comment FROM"
                + " duckdb_columns() WHERE comment IS NOT NULL AND schema_name = ?"
                + " AND table_name = ?")) {
      for (int i = 0; i < 2; i++) {
        select.setString(2 * i + 1, table.schema());
        select.setString(2 * i + 2, table.name());
      }
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          comments.put(found.getString(1), found.getString(2));
        }
      }
    }
    return comments;
  }

  private static List<String> columnComments(Connection connection, SqlTable table)
      throws SQLException {
    return texts(
        connection,
        """
        SELECT 'COMMENT ON COLUMN "' || replace(schema_name, '"', '""') || '"."'
          || replace(table_name, '"', '""') || '"."' || replace(column_name, '"', '""')
          || '" IS ''' || replace(comment, '''', '''''') || ''''
          FROM duckdb_columns() WHERE comment IS NOT NULL AND schema_name = ? AND table_name = ?
        """,
        table);
  }

  /**
   * The views that work and whose text names the table. One that only has the name in another
   * meaning is created again for nothing, which does no harm.
   */
  private static List<SqlTable> viewsOn(
      Connection connection, SqlTable used, Map<String, String> views, List<String> comments)
      throws SQLException {
    List<SqlTable> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT schema_name, view_name, sql, comment FROM duckdb_views()"
                + " WHERE NOT internal AND NOT temporary"
                + " AND database_name = current_database() AND contains(lower(sql), ?)"
                + " ORDER BY view_oid")) {
      select.setString(1, used.name().toLowerCase(Locale.ROOT));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          SqlTable view = SqlTable.of(rows.getString(1), rows.getString(2));
          String sql = rows.getString(3);
          boolean isKnown = view.equals(used) || views.containsKey(view.quoted());
          if (!isKnown && works(connection, view)) {
            views.put(view.quoted(), sql);
            found.add(view);
            String comment = rows.getString(4);
            if (comment != null) {
              comments.add(
                  "COMMENT ON VIEW %s IS '%s'"
                      .formatted(view.quoted(), comment.replace("'", "''")));
            }
          }
        }
      }
    }
    for (SqlTable view : found) {
      comments.addAll(columnComments(connection, view));
    }
    return found;
  }

  /** A view that fails already is the user's to mend. */
  private static boolean works(Connection connection, SqlTable view) {
    try {
      SqlText.execute(connection, "DESCRIBE SELECT * FROM " + view.quoted());
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void drop() {}

  /** Creates the views again with the new types, and gives back the comments. */
  @Override
  public void create() throws SQLException, IOException {
    Map<String, String> pending = new LinkedHashMap<>(views);
    while (!pending.isEmpty()) {
      // A view can be created again after those that it uses. Their order is not known.
      Map<String, SQLException> failures = new LinkedHashMap<>();
      int before = pending.size();
      pending.entrySet().removeIf(view -> isCreated(view.getKey(), view.getValue(), failures));
      if (pending.size() == before) {
        String view = pending.keySet().iterator().next();
        SQLException failure = failures.get(view);
        throw new IOException(
            "Cannot change table %s, because view %s does not fit its new columns: %s. Change or drop the view, and run again. Nothing was changed."
                .formatted(table.name(), view, reason(failure)),
            failure);
      }
    }
    SqlText.execute(connection, comments.toArray(String[]::new));
  }

  private boolean isCreated(String view, String sql, Map<String, SQLException> failures) {
    try {
      SqlText.execute(connection, sql.replaceFirst("(?i)^CREATE VIEW", "CREATE OR REPLACE VIEW"));
      return true;
    } catch (SQLException e) {
      failures.put(view, e);
      return false;
    }
  }

  /**
   * The file of the database.
   *
   * @throws IllegalArgumentException if it is in memory
   */
  static Path file(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT path FROM duckdb_databases() WHERE database_name = current_database()")) {
      String path = found.next() ? found.getString(1) : null;
      if (path == null || path.isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot write into a DuckDB database in memory: each connection may have one of its own."
                + " Give a data source whose address names a file.");
      }
      return Path.of(path);
    }
  }

  /** The first line, without lists of all types. */
  private static String reason(@Nullable SQLException e) {
    String text = String.valueOf(e == null ? null : e.getMessage()).strip();
    return text.lines().findFirst().orElse("").replaceFirst(" Expected \\[.*", "");
  }

  static boolean hasIndex(Connection connection, SqlTable table) throws SQLException {
    return !texts(connection, INDEXES, table).isEmpty();
  }

  /**
   * Changes a column's type by a copy that replaces the table, with its defaults, constraints and
   * indexes: DuckDB does not change the columns of a table that has an index.
   */
  static void copy(
      Connection connection,
      SqlTable table,
      SqlTable copy,
      String column,
      String type,
      String using)
      throws SQLException, IOException {
    boolean isComputed =
        !texts(
                connection,
                "SELECT sql FROM duckdb_tables() WHERE schema_name = ? AND table_name = ?"
                    + " AND contains(lower(sql), 'generated always')",
                table)
            .isEmpty();
    if (isComputed) {
      throw new IOException(
          "Cannot widen column %s of table %s to %s: DuckDB cannot do it while the table has both an index and a generated column. Drop the index, run again, and create it again."
              .formatted(column, table.name(), type));
    }
    List<String> parts = new ArrayList<>(definitions(connection, table, column, type));
    parts.addAll(
        texts(
            connection,
            "SELECT constraint_text FROM duckdb_constraints() WHERE schema_name = ?"
                + " AND table_name = ? AND constraint_type <> 'NOT NULL'",
            table));
    List<String> indexes = texts(connection, INDEXES, table);
    SqlText.execute(
        connection,
        "CREATE TABLE %s (%s)".formatted(copy.quoted(), String.join(", ", parts)),
        "INSERT INTO %s SELECT * REPLACE (%s AS %s) FROM %s"
            .formatted(copy.quoted(), using, Dialect.quoted(column), table.quoted()),
        "DROP TABLE " + table.quoted(),
        "ALTER TABLE %s RENAME TO %s".formatted(copy.quoted(), Dialect.quoted(table.name())));
    SqlText.execute(connection, indexes.toArray(String[]::new));
  }

  private static List<String> definitions(
      Connection connection, SqlTable table, String column, String type) throws SQLException {
    List<String> definitions = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT column_name, data_type, column_default, is_nullable FROM duckdb_columns()"
                + " WHERE schema_name = ? AND table_name = ? ORDER BY column_index")) {
      select.setString(1, table.schema());
      select.setString(2, table.name());
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          String name = found.getString(1);
          String given = found.getString(3);
          definitions.add(
              Dialect.quoted(name)
                  + " "
                  + (name.equals(column) ? type : found.getString(2))
                  + (given == null ? "" : " DEFAULT " + given)
                  + (found.getBoolean(4) ? "" : " NOT NULL"));
        }
      }
    }
    return definitions;
  }

  private static List<String> texts(Connection connection, String query, SqlTable table)
      throws SQLException {
    List<String> texts = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setString(1, table.schema());
      select.setString(2, table.name());
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          texts.add(found.getString(1));
        }
      }
    }
    return texts;
  }
}
