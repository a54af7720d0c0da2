package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.io.DurableFiles;
import io.github.customerio4j.extract.io.RunLock;
import io.github.customerio4j.extract.io.SharedRunLock;
import io.github.customerio4j.extract.sink.ColumnNames;
import io.github.customerio4j.extract.sink.Row;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/** DuckDB, loaded by its appender. Its decimals have 38 digits; longer numbers are text. */
final class DuckDbDialect implements Dialect {
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\(38,(\\d{1,2})\\)");

  private final Connections connections;
  private final Path file;

  /** The database in a file. */
  DuckDbDialect(Path file) {
    this(
        Connections.inTurns(
            file.toAbsolutePath().normalize(),
            () -> {
              Connection connection =
                  DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath().normalize());
              connection.setAutoCommit(false);
              return connection;
            }),
        file);
  }

  /** The database behind the connections, which is in that file. */
  DuckDbDialect(Connections connections, Path file) {
    this.connections = connections;
    this.file = file.toAbsolutePath().normalize();
  }

  @Override
  public Connection connect() throws SQLException {
    return connections.open();
  }

  @Override
  public boolean canBeCreated() throws IOException {
    if (Files.exists(file)) {
      return false;
    }
    try {
      DurableFiles.probe(folder());
      return true;
    } catch (IOException e) {
      throw new IOException(
          ("Cannot create the database %s: %s %s. Name a file in a folder in which this process may"
                  + " make files.")
              .formatted(file, e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }

  @Override
  public boolean ignoresCase() {
    return true;
  }

  @Override
  public List<Relation> relations(Connection connection, String schema) throws SQLException {
    List<Relation> relations = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT table_name, table_type = 'BASE TABLE' FROM information_schema.tables WHERE"
                + " table_catalog = current_database() AND lower(table_schema) = lower(?)")) {
      select.setString(1, schema);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          relations.add(new Relation(found.getString(1), found.getBoolean(2)));
        }
      }
    }
    return relations;
  }

  private Path folder() {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  @Override
  public int columnLimit() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int nameLimit() {
    return 255;
  }

  @Override
  public String typeName(SqlType type) {
    return switch (type.type()) {
      case INTEGER -> "BIGINT";
      case DECIMAL -> "DECIMAL(38," + type.scale() + ")";
      case BOOLEAN -> "BOOLEAN";
      case TIME -> "TIMESTAMP WITH TIME ZONE";
      case JSON -> "JSON";
      case NUMBER, NONE, TEXT -> "VARCHAR";
    };
  }

  @Override
  public Optional<SqlType> typeOf(String name) {
    Matcher decimal = DECIMAL.matcher(name);
    if (decimal.matches()) {
      return Optional.of(SqlType.decimal(Integer.parseInt(decimal.group(1))));
    }
    return switch (name) {
      case "BIGINT" -> Optional.of(SqlType.INTEGER);
      case "BOOLEAN" -> Optional.of(SqlType.BOOLEAN);
      case "TIMESTAMP WITH TIME ZONE" -> Optional.of(SqlType.TIME);
      case "JSON" -> Optional.of(SqlType.JSON);
      case "VARCHAR" -> Optional.of(SqlType.TEXT);
      default -> Optional.empty();
    };
  }

  /** Changes the type in place; if the table has an index, by a copy that replaces the table. */
  @Override
  public void widen(
      Connection connection,
      SqlTable table,
      String column,
      SqlType from,
      SqlType to,
      boolean hasTexts)
      throws SQLException, IOException {
    String name = Dialect.quoted(column);
    String using = converted(column, from, to, hasTexts);
    if (DuckDbParts.hasIndex(connection, table)) {
      SqlTable copy =
          table.named(ColumnNames.fitting(table.name() + "_customerio_copy", nameLimit()));
      DuckDbParts.copy(connection, table, copy, column, typeName(to), using);
      return;
    }
    SqlText.execute(
        connection,
        "ALTER TABLE %s ALTER COLUMN %s SET DATA TYPE %s USING %s"
            .formatted(table.quoted(), name, typeName(to), using));
  }

  @Override
  public Dependents dependents(Connection connection, SqlTable table, Set<String> columns)
      throws SQLException {
    return DuckDbParts.of(connection, table);
  }

  @Override
  public Map<String, String> comments(Connection connection, SqlTable table) throws SQLException {
    return DuckDbParts.comments(connection, table);
  }

  /** A view of all columns fails after a column was added, so it is created again. */
  @Override
  public void addColumns(Connection connection, SqlTable table, Map<String, String> columns)
      throws SQLException, IOException {
    if (!columns.isEmpty()) {
      DuckDbParts parts = DuckDbParts.of(connection, table);
      Dialect.super.addColumns(connection, table, columns);
      parts.create();
    }
  }

  private String converted(String column, SqlType from, SqlType to, boolean hasTexts) {
    String name = Dialect.quoted(column);
    String text = "CAST(" + name + " AS " + typeName(to) + ")";
    if (to.equals(SqlType.TIME)) {
      return "to_timestamp(CAST(" + name + " AS BIGINT))";
    }
    if (!typeName(to).equals(typeName(SqlType.TEXT))) {
      return text;
    }
    String shortest =
        switch (from.type()) {
          case TIME -> "CAST(CAST(epoch(" + name + ") AS BIGINT) AS VARCHAR)";
          // The engine pads a decimal with zeros, which no usual number ends with.
          case DECIMAL -> from.scale() == 0 ? text : "rtrim(rtrim(" + text + ", '0'), '.')";
          default -> text;
        };
    if (!hasTexts) {
      return shortest;
    }
    String pointer = "/" + column.replace("~", "~0").replace("/", "~1");
    return "CASE WHEN %1$s IS NOT NULL THEN coalesce(json_extract_string(%2$s, '%3$s'), %4$s) END"
        .formatted(name, Dialect.quoted(Row.OwnTexts.COLUMN), pointer.replace("'", "''"), shortest);
  }

  /** Declares no key: an index would only slow down the merge. */
  @Override
  public void prepareKey(
      Connection connection, SqlTable table, List<String> key, boolean isNew, String own)
      throws SQLException {
    String columns = SqlText.pairs(key, "%s", ", ");
    String hasKey = SqlText.pairs(key, "%s IS NOT NULL", " AND ") + " AND " + own;
    boolean isUnique;
    try (var statement = connection.createStatement();
        ResultSet repeated =
            statement.executeQuery(
                "SELECT 1 FROM %s WHERE %s GROUP BY %s HAVING count(*) > 1 LIMIT 1"
                    .formatted(table.quoted(), hasKey, columns))) {
      isUnique = !repeated.next();
    }
    if (!isUnique) {
      SqlText.execute(
          connection,
          "DELETE FROM %1$s WHERE %3$s AND rowid NOT IN (SELECT max(rowid) FROM %1$s GROUP BY %2$s)"
              .formatted(table.quoted(), columns, hasKey));
    }
  }

  @Override
  public String rowId() {
    return "rowid";
  }

  @Override
  public Loader loader(Connection connection, SqlTable table, List<SqlType> types)
      throws SQLException {
    DuckDBConnection duck = connection.unwrap(DuckDBConnection.class);
    return new DuckDbLoader(
        table.isTemporary()
            ? duck.createAppender("temp", "main", table.name())
            : duck.createAppender(table.schema(), table.name()),
        types);
  }

  /** DuckDB itself keeps other processes away; this lock names the holder in its message. */
  @Override
  public Closeable lock(String what, String tables) throws IOException {
    DurableFiles.createFolder(folder());
    return RunLock.acquire(
        file.resolveSibling(file.getFileName() + "." + what + ".lock"), "the database " + file);
  }

  @Override
  public Closeable lock(String what, String tables, String workspace) throws IOException {
    DurableFiles.createFolder(folder());
    return SharedRunLock.acquire(
        file.resolveSibling(file.getFileName() + "." + what + ".lock"),
        "the database " + file,
        tables + "/" + workspace);
  }

  /** One transaction at a time: DuckDB refuses one that meets the changes of another. */
  @Override
  public String turns(String tables) {
    return location();
  }

  @Override
  public String location(SqlTable table) {
    return file + ": " + table.schema() + "." + table.name();
  }

  @Override
  public String location() {
    return "duckdb:" + file;
  }
}
