package io.github.customerio4j.extract.sink.sql.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The views that depend on columns of a table of PostgreSQL, directly or by other views. PostgreSQL
 * refuses to change the type of such a column, so they are dropped and created again around it, in
 * the same transaction.
 */
public final class DependentViews {
  /** Views by the columns that they use, and the views on those, each after what it depends on. */
  private static final String VIEWS =
      """
      WITH RECURSIVE found AS (
        SELECT r.ev_class AS oid, 1 AS depth
        FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
        WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
          AND d.refobjid = ?::regclass AND r.ev_class <> d.refobjid
          AND (d.refobjsubid = 0 OR d.refobjsubid IN (
            SELECT a.attnum FROM pg_attribute a
            WHERE a.attrelid = d.refobjid AND a.attname = ANY(?)))
        UNION
        SELECT r.ev_class, f.depth + 1
        FROM found f JOIN pg_depend d ON d.refobjid = f.oid
        JOIN pg_rewrite r ON r.oid = d.objid
        WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
          AND r.ev_class <> f.oid)
      SELECT f.oid, quote_ident(n.nspname) || '.' || quote_ident(c.relname), max(f.depth)
      FROM found f JOIN pg_class c ON c.oid = f.oid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('v', 'm')
      GROUP BY 1, 2 ORDER BY 3, 2
      """;

  private final Catalog catalog;
  private final String table;
  private final List<SavedView> views;
  private final String searchPath;
  private final String endRole;

  private DependentViews(
      Catalog catalog, String table, List<SavedView> views, String searchPath, String endRole) {
    this.catalog = catalog;
    this.table = table;
    this.views = views;
    this.searchPath = searchPath;
    this.endRole = endRole;
  }

  /**
   * Saves the views that depend on columns. Nothing changes yet.
   *
   * @param table the table's qualified name, quoted
   * @param columns the columns whose types are to change, by their names
   * @throws IOException if something depends on them that cannot be created again, or that this
   *     user may not create again; the message names it, its owner and the remedy
   */
  public static DependentViews save(Connection connection, String table, Collection<String> columns)
      throws SQLException, IOException {
    Catalog catalog = new Catalog(connection);
    String path = catalog.text("SELECT current_setting('search_path')").orElse("");
    String role = catalog.text("SELECT current_setting('role')").orElse("none");
    String endRole =
        "SET LOCAL ROLE " + (role.equals("none") ? "NONE" : '"' + role.replace("\"", "\"\"") + '"');
    catalog.text("SELECT set_config('search_path', '', true)");
    try {
      List<Found> found = find(catalog, table, columns);
      new Obstacles(catalog, table, columns).requireNone(found);
      List<SavedView> views = new ArrayList<>();
      for (Found view : found) {
        views.add(SavedView.of(catalog, view.oid(), view.name()));
      }
      Obstacles.requireRoles(catalog, table, views);
      return new DependentViews(catalog, table, views, path, endRole);
    } finally {
      restorePath(catalog, path);
    }
  }

  /** A view that depends on the table. */
  record Found(long oid, String name) {}

  private static List<Found> find(Catalog catalog, String table, Collection<String> columns)
      throws SQLException {
    return catalog.list(
        VIEWS,
        row -> new Found(row.getLong(1), row.getString(2)),
        table,
        catalog.connection().createArrayOf("text", columns.toArray()));
  }

  /** Drops the views, each before what it depends on. */
  public void drop() throws SQLException {
    List<String> statements = new ArrayList<>();
    for (SavedView view : views) {
      statements.add(0, view.drop());
    }
    catalog.execute(statements);
  }

  /**
   * Creates the views again, with all that belongs to them.
   *
   * @throws IOException if a view does not fit the new types; the message names it
   */
  public void create() throws SQLException, IOException {
    catalog.text("SELECT set_config('search_path', '', true)");
    for (SavedView view : views) {
      try {
        view.create(catalog, endRole);
      } catch (SQLException e) {
        throw new IOException(
            "Cannot change the types of table %s, because %s (owner %s), which depends on it, cannot be created again: %s. Change or drop it, and run again. Nothing was changed."
                .formatted(
                    table, view.name(), view.owner(), String.valueOf(e.getMessage()).strip()),
            e);
      }
    }
    restorePath(catalog, searchPath);
  }

  private static void restorePath(Catalog catalog, String path) throws SQLException {
    catalog.text("SELECT set_config('search_path', ?, true)", path);
  }

  /**
   * The materialized views that have no rows until {@link Unfilled#fill}, in the order to fill
   * them.
   */
  public List<Unfilled> unfilled() {
    return views.stream()
        .filter(SavedView::mustBeFilled)
        .map(view -> new Unfilled(view.name(), view.owner()))
        .toList();
  }

  /**
   * A materialized view that was created again, without rows.
   *
   * @param name its qualified name, quoted
   * @param owner its owner, quoted
   */
  public record Unfilled(String name, String owner) {

    /**
     * Fills the view as its owner, in a transaction of its own, after the run's commit.
     *
     * @return what the user has to do, if the view could not be filled
     */
    public Optional<String> fill(Connection connection) throws SQLException {
      try {
        new Catalog(connection)
            .execute(List.of("SET LOCAL ROLE " + owner, "REFRESH MATERIALIZED VIEW " + name));
        connection.commit();
        return Optional.empty();
      } catch (SQLException e) {
        connection.rollback();
        return Optional.of(
            "The materialized view %s was created again, and could not be filled: %s. Run REFRESH MATERIALIZED VIEW %s; as %s."
                .formatted(name, String.valueOf(e.getMessage()).strip(), name, owner));
      }
    }
  }
}
