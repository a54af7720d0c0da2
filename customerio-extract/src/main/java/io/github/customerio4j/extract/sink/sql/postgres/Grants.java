package io.github.customerio4j.extract.sink.sql.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The privileges on a view and on its columns, each with the role that granted it. */
final class Grants {
  private static final String ACL =
      """
      SELECT pg_get_userbyid(a.grantor), quote_ident(pg_get_userbyid(a.grantor)),
        CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
        a.privilege_type, a.is_grantable, %s
      """;

  private final String view;
  private final String owner;
  private final boolean isChanged;
  private final List<Grant> all;

  /**
   * One privilege.
   *
   * @param grantor the role that granted it, quoted
   * @param column the column, quoted; empty for the whole view
   */
  private record Grant(
      String grantor, String grantee, String privilege, boolean isGrantable, String column) {

    String sql(String view) {
      return "GRANT %s%s ON %s TO %s%s"
          .formatted(
              privilege,
              column.isEmpty() ? "" : " (" + column + ")",
              view,
              grantee,
              isGrantable ? " WITH GRANT OPTION" : "");
    }
  }

  private Grants(String view, String owner, boolean isChanged, List<Grant> all) {
    this.view = view;
    this.owner = owner;
    this.isChanged = isChanged;
    this.all = all;
  }

  /**
   * Reads the privileges.
   *
   * @param oid the view's number
   * @param view its qualified name, quoted
   * @param owner its owner, quoted
   */
  static Grants of(Catalog catalog, long oid, String view, String owner) throws SQLException {
    List<Grant> all = new ArrayList<>();
    Catalog.Reading<Grant> grant =
        row ->
            new Grant(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getBoolean(5),
                row.getString(6));
    all.addAll(
        catalog.list(
            ACL.formatted("''") + "FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = ?",
            grant,
            oid));
    all.addAll(
        catalog.list(
            ACL.formatted("quote_ident(t.attname)")
                + "FROM pg_attribute t, aclexplode(t.attacl) a WHERE t.attrelid = ?"
                + " AND NOT t.attisdropped",
            grant,
            oid));
    boolean isChanged =
        catalog
            .text("SELECT 1 FROM pg_class WHERE oid = ? AND relacl IS NOT NULL", oid)
            .isPresent();
    return new Grants(view, owner, isChanged, all);
  }

  /** The roles that must be taken on to grant the privileges again, quoted. */
  Set<String> grantors() {
    Set<String> grantors = new TreeSet<>();
    all.stream().map(Grant::grantor).filter(role -> !role.equals(owner)).forEach(grantors::add);
    return grantors;
  }

  /**
   * The statements that give a view that was created again these privileges, and no others.
   *
   * @param wereRevoked whether the view had privileges by default, which were revoked
   * @param role the statement that ends the use of another role
   */
  List<String> statements(boolean wereRevoked, String role) {
    List<String> statements = new ArrayList<>();
    if (isChanged) {
      statements.add("REVOKE ALL ON %s FROM %s".formatted(view, owner));
    } else if (wereRevoked) {
      statements.add("GRANT ALL ON %s TO %s".formatted(view, owner));
    }
    List<Grant> pending = new ArrayList<>(all);
    Set<String> able = new HashSet<>(Set.of(owner));
    // A role grants on what it was granted itself, so its own privileges come first.
    while (!pending.isEmpty()) {
      List<Grant> next = pending.stream().filter(grant -> able.contains(grant.grantor())).toList();
      List<Grant> now = next.isEmpty() ? List.copyOf(pending) : next;
      for (Grant grant : now) {
        if (grant.grantor().equals(owner)) {
          statements.add(grant.sql(view));
        } else {
          statements.add("SET LOCAL ROLE " + grant.grantor());
          statements.add(grant.sql(view));
          statements.add(role);
        }
        able.add(grant.grantee());
      }
      pending.removeAll(now);
    }
    return statements;
  }
}
