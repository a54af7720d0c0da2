package io.github.customerio4j.extract.sink.sql.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What depends on columns, or on the views of them, and cannot be created again by a run: the user
 * has to drop it first.
 */
final class Obstacles {
  /** Objects that PostgreSQL itself keeps or rebuilds when a column's type changes. */
  private static final String ON_COLUMNS =
      """
      SELECT d.classid, d.objid, d.objsubid FROM pg_depend d
      WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = ?::regclass
        AND d.refobjsubid IN (SELECT a.attnum FROM pg_attribute a
          WHERE a.attrelid = d.refobjid AND a.attname = ANY(?))
        AND NOT (d.classid = 'pg_class'::regclass AND d.objid <> d.refobjid
          AND EXISTS (SELECT 1 FROM pg_class x WHERE x.oid = d.objid AND x.relkind IN ('i', 'I', 'S')))
        AND d.classid NOT IN ('pg_constraint'::regclass, 'pg_statistic_ext'::regclass)
        AND NOT (d.classid = 'pg_attrdef'::regclass AND EXISTS (
          SELECT 1 FROM pg_attrdef f JOIN pg_attribute a
            ON a.attrelid = f.adrelid AND a.attnum = f.adnum
          WHERE f.oid = d.objid AND f.adrelid = d.refobjid AND f.adnum = d.refobjsubid
            AND a.attgenerated = ''))
        AND NOT (d.classid = 'pg_rewrite'::regclass AND EXISTS (
          SELECT 1 FROM pg_rewrite r JOIN pg_class x ON x.oid = r.ev_class
          WHERE r.oid = d.objid AND x.relkind IN ('v', 'm')))
      """;

  /** Foreign keys keep the types of both sides the same, so neither can change alone. */
  private static final String FOREIGN_KEYS =
      """
      SELECT 'pg_constraint'::regclass::oid, k.oid, 0 FROM pg_constraint k
      WHERE k.contype = 'f' AND (
        (k.conrelid = ?::regclass AND k.conkey && ARRAY(
          SELECT a.attnum FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attname = ANY(?)))
        OR (k.confrelid = ?::regclass AND k.confkey && ARRAY(
          SELECT a.attnum FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attname = ANY(?))))
      """;

  /** Columns of other tables that have the table's rows as values. */
  private static final String ROW_TYPES =
      """
      SELECT 'pg_class'::regclass::oid, d.objid, d.objsubid FROM pg_depend d
      JOIN pg_class t ON t.oid = ?::regclass AND d.refobjid IN (
        t.reltype, (SELECT y.typarray FROM pg_type y WHERE y.oid = t.reltype))
      JOIN pg_class x ON x.oid = d.objid AND x.relkind IN ('r', 'p', 'm', 'f')
      WHERE d.refclassid = 'pg_type'::regclass AND d.classid = 'pg_class'::regclass
        AND d.objsubid > 0
      """;

  /** Whatever depends on a view and is neither a part of it nor another view. */
  private static final String ON_VIEWS =
      """
      SELECT d.classid, d.objid, d.objsubid FROM pg_depend d
      WHERE (d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY(?::bigint[]::oid[])
          OR d.refclassid = 'pg_type'::regclass AND d.refobjid IN (
            SELECT u.oid FROM pg_type y JOIN pg_class c ON c.reltype = y.oid
            JOIN pg_type u ON u.oid IN (y.oid, y.typarray)
            WHERE c.oid = ANY(?::bigint[]::oid[])))
        AND d.deptype <> 'i'
        AND NOT (d.classid = 'pg_rewrite'::regclass AND EXISTS (
          SELECT 1 FROM pg_rewrite r WHERE r.oid = d.objid AND r.ev_class IN (
            SELECT c.oid FROM pg_class c WHERE c.relkind IN ('v', 'm'))))
        AND NOT (d.deptype = 'a' AND d.classid IN ('pg_class'::regclass, 'pg_trigger'::regclass,
          'pg_attrdef'::regclass, 'pg_statistic_ext'::regclass))
      """;

  private static final String UNSAVED =
      """
      SELECT d.refclassid, d.refobjid, 0 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
        AND d.objid = ANY(?::bigint[]::oid[]) AND d.deptype = 'e'
      UNION ALL SELECT l.classoid, l.objoid, 0 FROM pg_seclabel l
        WHERE l.classoid = 'pg_class'::regclass AND l.objoid = ANY(?::bigint[]::oid[])
      """;

  private static final String NAMES =
      """
      SELECT pg_describe_object(?::bigint::oid, ?::bigint::oid, ?::integer),
        (SELECT quote_ident(pg_get_userbyid(o.relowner)) FROM pg_class o WHERE o.oid = coalesce(
          (SELECT t.tgrelid FROM pg_trigger t WHERE t.oid = n.id),
          (SELECT p.polrelid FROM pg_policy p WHERE p.oid = n.id),
          (SELECT r.ev_class FROM pg_rewrite r WHERE r.oid = n.id),
          (SELECT k.conrelid FROM pg_constraint k WHERE k.oid = n.id),
          (SELECT f.adrelid FROM pg_attrdef f WHERE f.oid = n.id), n.id)),
        (SELECT quote_ident(pg_get_userbyid(p.proowner)) FROM pg_proc p WHERE p.oid = n.id),
        coalesce(
          (SELECT 'DROP TRIGGER ' || quote_ident(t.tgname) || ' ON ' || t.tgrelid::regclass
            FROM pg_trigger t WHERE t.oid = n.id),
          (SELECT 'DROP POLICY ' || quote_ident(p.polname) || ' ON ' || p.polrelid::regclass
            FROM pg_policy p WHERE p.oid = n.id),
          (SELECT 'DROP RULE ' || quote_ident(r.rulename) || ' ON ' || r.ev_class::regclass
            FROM pg_rewrite r WHERE r.oid = n.id),
          (SELECT 'DROP FUNCTION ' || p.oid::regprocedure FROM pg_proc p WHERE p.oid = n.id),
          (SELECT 'ALTER TABLE ' || k.conrelid::regclass || ' DROP CONSTRAINT '
            || quote_ident(k.conname) FROM pg_constraint k WHERE k.oid = n.id),
          (SELECT 'ALTER TABLE ' || f.adrelid::regclass || ' DROP COLUMN ' || quote_ident(a.attname)
            FROM pg_attrdef f JOIN pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
            WHERE f.oid = n.id),
          (SELECT 'ALTER TABLE ' || c.oid::regclass || ' DROP COLUMN ' || quote_ident(a.attname)
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = n.sub
            WHERE c.oid = n.id AND n.sub > 0))
      FROM (SELECT ?::bigint::oid AS id, ?::integer AS sub) AS n
      """;

  private final Catalog catalog;
  private final String table;
  private final Object[] columns;

  /**
   * Looks at the changes of a table's columns.
   *
   * @param table the table's qualified name, quoted
   */
  Obstacles(Catalog catalog, String table, Collection<String> columns) {
    this.catalog = catalog;
    this.table = table;
    this.columns = columns.toArray();
  }

  private record Obstacle(long kind, long id, int part) {}

  /**
   * Requires that only views depend on the columns, and only views on those.
   *
   * @throws IOException if there is something else
   */
  void requireNone(List<DependentViews.Found> views) throws SQLException, IOException {
    Object names = catalog.connection().createArrayOf("text", columns);
    Object ids =
        catalog
            .connection()
            .createArrayOf("bigint", views.stream().map(DependentViews.Found::oid).toArray());
    List<Obstacle> obstacles = new ArrayList<>();
    obstacles.addAll(list(ON_COLUMNS, table, names));
    obstacles.addAll(list(FOREIGN_KEYS, table, names, table, names));
    obstacles.addAll(list(ROW_TYPES, table));
    obstacles.addAll(list(ON_VIEWS, ids, ids));
    obstacles.addAll(list(UNSAVED, ids, ids));
    if (obstacles.isEmpty()) {
      return;
    }
    List<String> texts = new ArrayList<>();
    for (Obstacle obstacle : obstacles.stream().distinct().toList()) {
      texts.add(named(obstacle));
    }
    throw new IOException(
        "Cannot change the type of %s of table %s, because a run cannot keep what depends on it: %s. Drop it, run again, and create it again. Nothing was changed."
            .formatted(columnList(), table, String.join("; ", texts)));
  }

  private String columnList() {
    List<String> names = new ArrayList<>();
    for (Object column : columns) {
      names.add(String.valueOf(column));
    }
    return (names.size() == 1 ? "column " : "columns ") + String.join(", ", names);
  }

  private List<Obstacle> list(String query, Object... parameters) throws SQLException {
    return catalog.list(
        query, row -> new Obstacle(row.getLong(1), row.getLong(2), row.getInt(3)), parameters);
  }

  private String named(Obstacle obstacle) throws SQLException {
    return catalog
        .list(
            NAMES,
            row -> {
              String owner = row.getString(2) == null ? row.getString(3) : row.getString(2);
              return row.getString(1)
                  + (owner == null ? "" : " (owner " + owner + ")")
                  + (row.getString(4) == null ? "" : ": " + row.getString(4));
            },
            obstacle.kind(),
            obstacle.id(),
            obstacle.part(),
            obstacle.id(),
            obstacle.part())
        .get(0);
  }

  /** Requires that this session may create the views again as their owners. */
  static void requireRoles(Catalog catalog, String table, List<SavedView> views)
      throws SQLException, IOException {
    for (SavedView view : views) {
      for (String role : view.roles()) {
        boolean isMember =
            catalog
                .text("SELECT 1 WHERE pg_has_role(current_user, ?::regrole::oid, 'MEMBER')", role)
                .isPresent();
        if (!isMember) {
          throw new IOException(
              "Cannot change a column of table %s, because view %s depends on it, and this user may not create it again as %s. Run GRANT %s TO the user of the run, or drop the view, run again, and create it again. Nothing was changed."
                  .formatted(table, view.name(), role, role));
        }
      }
      List<String> schemas =
          catalog.texts(
              "SELECT quote_ident(n.nspname) FROM pg_class c JOIN pg_namespace n ON n.oid ="
                  + " c.relnamespace WHERE c.oid = ?::regclass AND NOT"
                  + " (has_schema_privilege(current_user, n.oid, 'CREATE')"
                  + " AND has_schema_privilege(c.relowner, n.oid, 'CREATE'))",
              view.name());
      for (String schema : schemas) {
        throw new IOException(
            "Cannot change a column of table %s, because view %s depends on it, and this user or its owner may not create it again. Run GRANT CREATE ON SCHEMA %s TO both (owner %s), or drop the view, run again, and create it again. Nothing was changed."
                .formatted(table, view.name(), schema, view.owner()));
      }
    }
  }
}
