package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.CellKind;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.sql.postgres.AdvisoryLocks;
import io.github.customerio4j.extract.sink.sql.postgres.Catalog;
import io.github.customerio4j.extract.sink.sql.postgres.DeclaredKeys;
import io.github.customerio4j.extract.sink.sql.postgres.DependentViews;
import io.github.customerio4j.extract.sink.sql.postgres.NormalJson;
import io.github.customerio4j.extract.sink.sql.postgres.PatientAlter;
import io.github.customerio4j.extract.sink.sql.postgres.PostgresAddress;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGConnection;

/** PostgreSQL, loaded by {@code COPY FROM STDIN}. */
final class PostgresDialect implements Dialect {
  /** PostgreSQL allows 1,600; dropped columns count, too. */
  private static final int COLUMNS = 1500;

  /** A string, which stays, or a separator and the space that the database puts behind it. */
  private static final String SPACED = "(\"(?:[^\"\\\\]|\\\\.)*\")|([,:]) ";

  private final Connections connections;
  private final String address;

  /**
   * A database.
   *
   * @param address its address without user and password
   */
  PostgresDialect(Connections connections, String address) {
    this.connections = connections;
    this.address = address;
  }

  /** The database at an address. */
  static PostgresDialect at(String url) {
    PostgresAddress address = PostgresAddress.parse(url);
    return new PostgresDialect(
        () -> {
          Connection connection = address.connect();
          connection.setAutoCommit(false);
          return connection;
        },
        address.toString());
  }

  @Override
  public Connection connect() throws SQLException {
    return connections.open();
  }

  @Override
  public int columnLimit() {
    return COLUMNS;
  }

  @Override
  public boolean mustFit(int columns) {
    return FittingRow.isNeeded(columns);
  }

  @Override
  public boolean ignoresCase() {
    return false;
  }

  /** Asks the catalog itself: the views of the standard hide what the user may not read. */
  @Override
  public List<Relation> relations(Connection connection, String schema) throws SQLException {
    List<Relation> relations = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT c.relname, c.relkind IN ('r', 'p') FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = ?")) {
      select.setString(1, schema);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          relations.add(new Relation(found.getString(1), found.getBoolean(2)));
        }
      }
    }
    return relations;
  }

  /** Only the owner of a table may drop it or give it a key; to merge, other rights are enough. */
  @Override
  public void requireRights(Connection connection, SqlTable table, boolean isReplaced)
      throws SQLException, IOException {
    String isOwner = "pg_has_role(c.relowner, 'USAGE')";
    String mayMerge =
        "has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')"
            + " AND has_table_privilege(c.oid, 'UPDATE') AND EXISTS"
            + " (SELECT 1 FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisunique)";
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT %s FROM pg_catalog.pg_class c WHERE c.oid = ?::regclass"
                .formatted(isReplaced ? isOwner : isOwner + " OR (" + mayMerge + ")"))) {
      select.setString(1, table.quoted());
      try (ResultSet found = select.executeQuery()) {
        if (found.next() && !found.getBoolean(1)) {
          throw new IOException(
              "Cannot write table %s: the user lacks the right to %s it. Make the user, or a role that it belongs to, the table's owner."
                  .formatted(location(table), isReplaced ? "replace" : "change"));
        }
      }
    }
  }

  @Override
  public int nameLimit() {
    return 63;
  }

  @Override
  public String typeName(SqlType type) {
    return switch (type.type()) {
      case INTEGER -> "bigint";
      case DECIMAL, NUMBER -> "numeric";
      case BOOLEAN -> "boolean";
      case TIME -> "timestamp with time zone";
      case JSON -> "jsonb";
      case NONE, TEXT -> "text";
    };
  }

  /** {@code numeric} keeps the zeros behind the point. */
  @Override
  public boolean losesText(CellKind kind, byte[] text, int from, int to) {
    return switch (kind) {
      case NUMBER, JSON -> !NormalJson.isNormal(text, from, to);
      default -> false;
    };
  }

  /** {@code jsonb} sorts keys, and writes numbers and escapes in its own way. */
  @Override
  public boolean changesJson() {
    return true;
  }

  @Override
  public Optional<SqlType> typeOf(String name) {
    return switch (name) {
      case "bigint" -> Optional.of(SqlType.INTEGER);
      case "numeric" -> Optional.of(SqlType.NUMBER);
      case "boolean" -> Optional.of(SqlType.BOOLEAN);
      case "timestamp with time zone" -> Optional.of(SqlType.TIME);
      case "jsonb" -> Optional.of(SqlType.JSON);
      case "text" -> Optional.of(SqlType.TEXT);
      default -> Optional.empty();
    };
  }

  @Override
  public void widen(
      Connection connection,
      SqlTable table,
      String column,
      SqlType from,
      SqlType to,
      boolean hasTexts)
      throws SQLException {
    String name = Dialect.quoted(column);
    String using =
        from.equals(SqlType.TIME)
            ? "(extract(epoch from " + name + ")::bigint)::text"
            : name + "::" + typeName(to);
    if (to.equals(SqlType.TIME)) {
      using = "to_timestamp(" + name + "::bigint)";
    }
    if (from.equals(SqlType.JSON)) {
      using = "regexp_replace(%s::text, '%s', '\\1\\2', 'g')".formatted(name, SPACED);
    }
    if (hasTexts && to.equals(SqlType.TEXT)) {
      using =
          "CASE WHEN %1$s IS NOT NULL THEN coalesce(%2$s ->> '%3$s', %4$s) END"
              .formatted(
                  name, Dialect.quoted(Row.OwnTexts.COLUMN), column.replace("'", "''"), using);
    }
    SqlText.execute(
        connection,
        "ALTER TABLE %s ALTER COLUMN %s TYPE %s USING %s"
            .formatted(table.quoted(), name, typeName(to), using));
  }

  @Override
  public Dependents dependents(Connection connection, SqlTable table, Set<String> columns)
      throws SQLException, IOException {
    PatientAlter.lock(connection, table.quoted());
    DependentViews views = DependentViews.save(connection, table.quoted(), columns);
    return new Dependents() {
      @Override
      public void drop() throws SQLException {
        views.drop();
      }

      @Override
      public void create() throws SQLException, IOException {
        views.create();
      }

      @Override
      public List<AfterCommit> afterCommit() {
        return views.unfilled().stream().map(view -> (AfterCommit) view::fill).toList();
      }
    };
  }

  @Override
  public void requireChangeable(Connection connection, SqlTable table, Set<String> columns)
      throws SQLException, IOException {
    DependentViews.save(connection, table.quoted(), columns);
  }

  @Override
  public Map<String, String> comments(Connection connection, SqlTable table) throws SQLException {
    Map<String, String> comments = new HashMap<>();
    new Catalog(connection)
        .list(
            "SELECT coalesce(a.attname, ''), d.description FROM pg_description d LEFT JOIN"
                + " pg_attribute a ON a.attrelid = d.objoid AND a.attnum = d.objsubid"
                + " AND d.objsubid > 0 WHERE d.classoid = 'pg_class'::regclass"
                + " AND d.objoid = ?::regclass",
            row -> comments.put(row.getString(1), row.getString(2)),
            table.quoted());
    return comments;
  }

  @Override
  public boolean mayComment(Connection connection, SqlTable table) throws SQLException {
    return new Catalog(connection)
        .text(
            "SELECT 1 FROM pg_class WHERE oid = ?::regclass AND pg_has_role(relowner, 'USAGE')",
            table.quoted())
        .isPresent();
  }

  /** In a transaction of its own, because the lock of the change lasts until its commit. */
  @Override
  public void addColumns(Connection connection, SqlTable table, Map<String, String> columns)
      throws SQLException, IOException {
    if (columns.isEmpty()) {
      return;
    }
    List<String> added = new ArrayList<>();
    columns.forEach((name, type) -> added.add("ADD COLUMN " + Dialect.quoted(name) + " " + type));
    try (Connection apart = connect()) {
      PatientAlter.execute(
          apart, table.quoted(), "ALTER TABLE " + table.quoted() + " " + String.join(", ", added));
      apart.commit();
    }
  }

  @Override
  public void prepareKey(
      Connection connection, SqlTable table, List<String> key, boolean isNew, String own)
      throws SQLException {
    new DeclaredKeys(connection, table.quoted()).declare(key, isNew, own);
  }

  @Override
  public String rowId() {
    return "ctid";
  }

  /** {@code numeric} and {@code jsonb} take 1.5 and 1.50 for equal, and keep the zero. */
  @Override
  public boolean isComparedByText(SqlType type) {
    return switch (type.type()) {
      case DECIMAL, NUMBER, JSON -> true;
      default -> false;
    };
  }

  @Override
  public List<String> declaredKey(Connection connection, SqlTable table) throws SQLException {
    return new DeclaredKeys(connection, table.quoted()).primary();
  }

  @Override
  public void dropKey(Connection connection, SqlTable table) throws SQLException {
    new DeclaredKeys(connection, table.quoted()).dropPrimary();
  }

  @Override
  public Loader loader(Connection connection, SqlTable table, List<SqlType> types)
      throws SQLException {
    return new PostgresLoader(
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + table.quoted() + " FROM STDIN"),
        types);
  }

  @Override
  public Closeable lock(String what, String tables) throws IOException {
    try {
      return AdvisoryLocks.alone(this::connect, what + "/" + tables);
    } catch (SQLException e) {
      throw SqlFailure.of("lock the database", e);
    }
  }

  @Override
  public Closeable lock(String what, String tables, String workspace) throws IOException {
    try {
      return AdvisoryLocks.ofWorkspace(location(), this::connect, what + "/" + tables, workspace);
    } catch (SQLException e) {
      throw SqlFailure.of("lock the database", e);
    }
  }

  @Override
  public String turns(String tables) {
    return location() + "/" + tables;
  }

  @Override
  public Closeable turn(Connection connection, String tables, Runnable check) throws SQLException {
    return AdvisoryLocks.turn(connection, "turn/" + tables, check);
  }

  @Override
  public String location(SqlTable table) {
    return table.schema() + "." + table.name();
  }

  @Override
  public String location() {
    return address;
  }
}
