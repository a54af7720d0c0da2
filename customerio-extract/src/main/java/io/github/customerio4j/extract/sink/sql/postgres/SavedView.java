package io.github.customerio4j.extract.sink.sql.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A view with all that belongs to it, as it was before it is dropped. */
final class SavedView {
  private static final String FACTS =
      """
      SELECT c.relkind = 'm', c.relispopulated, quote_ident(pg_get_userbyid(c.relowner)),
        pg_get_viewdef(c.oid),
        (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
        (SELECT string_agg(quote_ident(o.option_name) || ' = ' || quote_literal(o.option_value), ', ')
          FROM pg_options_to_table(c.reloptions) o),
        (SELECT quote_ident(s.spcname) FROM pg_tablespace s WHERE s.oid = c.reltablespace),
        (SELECT quote_ident(m.amname) FROM pg_am m WHERE m.oid = c.relam)
      FROM pg_class c WHERE c.oid = ?
      """;

  /** Comments on the view, its columns, its indexes, its rules and its triggers. */
  private static final String COMMENTS =
      """
      SELECT 'COMMENT ON ' || CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW ' ELSE 'VIEW ' END
        || %1$s || ' IS ' || quote_literal(obj_description(c.oid, 'pg_class'))
        FROM pg_class c WHERE c.oid = ?
      UNION ALL SELECT 'COMMENT ON COLUMN ' || %1$s || '.' || quote_ident(a.attname) || ' IS '
        || quote_literal(col_description(a.attrelid, a.attnum))
        FROM pg_attribute a WHERE a.attrelid = ? AND a.attnum > 0 AND NOT a.attisdropped
      UNION ALL SELECT 'COMMENT ON INDEX ' || i.indexrelid::regclass || ' IS '
        || quote_literal(obj_description(i.indexrelid, 'pg_class'))
        FROM pg_index i WHERE i.indrelid = ?
      UNION ALL SELECT 'COMMENT ON RULE ' || quote_ident(r.rulename) || ' ON ' || %1$s || ' IS '
        || quote_literal(obj_description(r.oid, 'pg_rewrite'))
        FROM pg_rewrite r WHERE r.ev_class = ? AND r.rulename <> '_RETURN'
      UNION ALL SELECT 'COMMENT ON TRIGGER ' || quote_ident(t.tgname) || ' ON ' || %1$s || ' IS '
        || quote_literal(obj_description(t.oid, 'pg_trigger'))
        FROM pg_trigger t WHERE t.tgrelid = ? AND NOT t.tgisinternal
      """;

  /** Defaults, rules and triggers; a materialized view has indexes and settings instead. */
  private static final String PARTS =
      """
      SELECT 'ALTER VIEW ' || %1$s || ' ALTER COLUMN ' || quote_ident(a.attname)
        || ' SET DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
        WHERE d.adrelid = ?
      UNION ALL SELECT pg_get_ruledef(r.oid)
        FROM pg_rewrite r WHERE r.ev_class = ? AND r.rulename <> '_RETURN'
      UNION ALL SELECT pg_get_triggerdef(t.oid)
        FROM pg_trigger t WHERE t.tgrelid = ? AND NOT t.tgisinternal
      UNION ALL SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i WHERE i.indrelid = ?
      UNION ALL SELECT 'ALTER MATERIALIZED VIEW ' || %1$s || ' CLUSTER ON ' || quote_ident(x.relname)
        FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
        WHERE i.indrelid = ? AND i.indisclustered
      UNION ALL SELECT 'ALTER MATERIALIZED VIEW ' || %1$s || ' ALTER COLUMN ' || quote_ident(a.attname)
        || ' SET STATISTICS ' || a.attstattarget
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE a.attrelid = ? AND c.relkind = 'm' AND a.attnum > 0 AND NOT a.attisdropped
        AND coalesce(a.attstattarget, -1) >= 0
      UNION ALL SELECT pg_get_statisticsobjdef(s.oid) FROM pg_statistic_ext s WHERE s.stxrelid = ?
      """;

  private final String name;
  private final boolean isMaterialized;
  private final boolean isPopulated;
  private final String owner;
  private final String creation;
  private final List<String> parts;
  private final Grants grants;

  private SavedView(
      String name,
      boolean isMaterialized,
      boolean isPopulated,
      String owner,
      String creation,
      List<String> parts,
      Grants grants) {
    this.name = name;
    this.isMaterialized = isMaterialized;
    this.isPopulated = isPopulated;
    this.owner = owner;
    this.creation = creation;
    this.parts = parts;
    this.grants = grants;
  }

  /**
   * Saves a view. The search path must be empty, so that all names are qualified.
   *
   * @param oid the view's number
   * @param name its qualified name, quoted
   */
  static SavedView of(Catalog catalog, long oid, String name) throws SQLException {
    List<String> parts =
        new ArrayList<>(
            catalog.texts(
                PARTS.formatted(Catalog.literal(name)), oid, oid, oid, oid, oid, oid, oid));
    catalog.texts(COMMENTS.formatted(Catalog.literal(name)), oid, oid, oid, oid, oid).stream()
        .filter(comment -> comment != null)
        .forEach(parts::add);
    return catalog
        .list(
            FACTS,
            row -> {
              boolean isMaterialized = row.getBoolean(1);
              String owner = row.getString(3);
              return new SavedView(
                  name,
                  isMaterialized,
                  row.getBoolean(2),
                  owner,
                  creation(
                      name,
                      isMaterialized,
                      row.getString(4),
                      row.getString(5),
                      row.getString(6),
                      row.getString(7),
                      row.getString(8)),
                  parts,
                  Grants.of(catalog, oid, name, owner));
            },
            oid)
        .get(0);
  }

  private static String creation(
      String name,
      boolean isMaterialized,
      String definition,
      @Nullable String columns,
      @Nullable String options,
      @Nullable String tablespace,
      @Nullable String method) {
    StringBuilder sql = new StringBuilder("CREATE ");
    sql.append(isMaterialized ? "MATERIALIZED VIEW " : "VIEW ").append(name);
    // A view of no column has no list of them.
    sql.append(columns == null ? "" : " (" + columns + ")");
    if (isMaterialized && method != null) {
      sql.append(" USING ").append(method);
    }
    sql.append(options == null ? "" : " WITH (" + options + ")");
    if (isMaterialized && tablespace != null) {
      sql.append(" TABLESPACE ").append(tablespace);
    }
    String query = definition.strip();
    sql.append(" AS ").append(query.endsWith(";") ? query.substring(0, query.length() - 1) : query);
    return sql.append(isMaterialized ? " WITH NO DATA" : "").toString();
  }

  /** The qualified name, quoted. */
  String name() {
    return name;
  }

  /** The owner, quoted. */
  String owner() {
    return owner;
  }

  /** The roles that this session must be able to take on, quoted. */
  Set<String> roles() {
    Set<String> roles = new TreeSet<>(grants.grantors());
    roles.add(owner);
    return roles;
  }

  /** Whether it had rows, which it gets again after the commit. */
  boolean mustBeFilled() {
    return isMaterialized && isPopulated;
  }

  String drop() {
    return "DROP " + (isMaterialized ? "MATERIALIZED VIEW " : "VIEW ") + name;
  }

  /**
   * Creates the view again.
   *
   * @param role the statement that ends the use of another role
   */
  void create(Catalog catalog, String role) throws SQLException {
    catalog.execute(List.of(creation));
    catalog.execute(parts);
    List<String> given =
        catalog.texts(
            "SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE"
                + " quote_ident(pg_get_userbyid(a.grantee)) END"
                + " FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = ?::regclass",
            name);
    for (String grantee : given) {
      catalog.execute(List.of("REVOKE ALL ON %s FROM %s".formatted(name, grantee)));
    }
    String kind = isMaterialized ? "MATERIALIZED VIEW " : "VIEW ";
    catalog.execute(List.of("ALTER %s%s OWNER TO %s".formatted(kind, name, owner)));
    catalog.execute(grants.statements(!given.isEmpty(), role));
  }
}
