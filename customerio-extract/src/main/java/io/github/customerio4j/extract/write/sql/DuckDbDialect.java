package io.github.customerio4j.extract.write.sql;

import io.github.customerio4j.extract.lock.RunLock;
import io.github.customerio4j.extract.write.CellKind;
import io.github.customerio4j.extract.write.Row;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB. Its appender takes rows fastest; times and JSON are loaded as they came and converted on
 * the way into the table. It has no numbers of any length, so what is no whole number is text.
 */
final class DuckDbDialect implements Dialect {
  private final Path file;

  DuckDbDialect(Path file) {
    this.file = file.toAbsolutePath().normalize();
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public boolean canBeMade() throws IOException {
    if (Files.exists(file)) {
      return false;
    }
    Path folder = file.getParent();
    try {
      Files.delete(Files.createTempFile(folder, ".customerio", ".check"));
      return true;
    } catch (IOException e) {
      throw new IOException(
          ("Cannot make the database %s: %s %s. Name a file in a folder that is there and in which"
                  + " this process may make files.")
              .formatted(file, e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }

  @Override
  public String typeName(SqlType type) {
    return switch (type) {
      case BIGINT -> "BIGINT";
      case BOOLEAN -> "BOOLEAN";
      case TIMESTAMP -> "TIMESTAMP WITH TIME ZONE";
      case JSON -> "JSON";
      case NUMERIC, TEXT -> "VARCHAR";
    };
  }

  @Override
  public Optional<SqlType> typeOf(String name) {
    return switch (name) {
      case "BIGINT" -> Optional.of(SqlType.BIGINT);
      case "BOOLEAN" -> Optional.of(SqlType.BOOLEAN);
      case "TIMESTAMP WITH TIME ZONE" -> Optional.of(SqlType.TIMESTAMP);
      case "JSON" -> Optional.of(SqlType.JSON);
      case "VARCHAR" -> Optional.of(SqlType.TEXT);
      default -> Optional.empty();
    };
  }

  @Override
  public String loadedTypeName(SqlType type) {
    return switch (type) {
      case BIGINT, TIMESTAMP -> "BIGINT";
      case BOOLEAN -> "BOOLEAN";
      case JSON, NUMERIC, TEXT -> "VARCHAR";
    };
  }

  @Override
  public String converted(String column, SqlType type) {
    return type == SqlType.TIMESTAMP ? "to_timestamp(" + column + ")" : column;
  }

  @Override
  public String widening(String table, String column, SqlType from, SqlType to) {
    String using =
        from == SqlType.TIMESTAMP
            ? "CAST(CAST(epoch(" + column + ") AS BIGINT) AS VARCHAR)"
            : "CAST(" + column + " AS VARCHAR)";
    return "ALTER TABLE %s ALTER COLUMN %s SET DATA TYPE %s USING %s"
        .formatted(table, column, typeName(to), using);
  }

  /** Without an index on the key there is nothing that a merge could fall foul of. */
  @Override
  public List<String> merging(Merge merge) {
    String join = SqlText.pairs(merge.key(), "t.%1$s = s.%1$s", " AND ");
    StringBuilder converted = new StringBuilder();
    for (int i = 0; i < merge.columns().size(); i++) {
      converted.append(i == 0 ? "" : ", ").append(merge.values().get(i));
      converted.append(" AS ").append(merge.columns().get(i));
    }
    String latest =
        "(SELECT %s FROM %s AS s QUALIFY row_number() OVER (PARTITION BY %s ORDER BY %s DESC) = 1)"
            .formatted(
                converted,
                merge.loaded(),
                SqlText.pairs(merge.key(), "s.%s", ", "),
                "s." + merge.order());
    return List.of(
        "UPDATE %s AS t SET %s FROM %s AS s WHERE %s"
            .formatted(
                merge.target(),
                SqlText.pairs(merge.columns(), "%1$s = s.%1$s", ", "),
                latest,
                join),
        "INSERT INTO %s (%s) SELECT %s FROM %s AS s WHERE NOT EXISTS (SELECT 1 FROM %s AS t WHERE %s)"
            .formatted(
                merge.target(),
                String.join(", ", merge.columns()),
                SqlText.pairs(merge.columns(), "s.%s", ", "),
                latest,
                merge.target(),
                join));
  }

  @Override
  public boolean declaresKeys() {
    return false;
  }

  @Override
  public Loader loader(Connection connection, String table, List<SqlType> types)
      throws SQLException {
    DuckDBConnection duck = connection.unwrap(DuckDBConnection.class);
    return new AppenderLoader(duck.createAppender("temp", "main", table), types);
  }

  /** Other processes are kept away by DuckDB itself; this one names the holder. */
  @Override
  public Closeable lock(String schema) throws IOException {
    return RunLock.acquire(
        file.resolveSibling(file.getFileName() + ".run.lock"), "the database " + file);
  }

  @Override
  public String location(String schema, String table) {
    return file + ": " + schema + "." + table;
  }

  @Override
  public String location() {
    return "duckdb:" + file;
  }

  /** Numbers the rows, so that later ones can be told from earlier ones. */
  private static final class AppenderLoader implements Loader {
    private final DuckDBAppender appender;
    private final List<SqlType> types;
    private long number;

    AppenderLoader(DuckDBAppender appender, List<SqlType> types) {
      this.appender = appender;
      this.types = types;
    }

    @Override
    public void add(Row row, int[] columns) throws IOException {
      try {
        appender.beginRow();
        appender.append(number++);
        for (int i = 0; i < columns.length; i++) {
          append(row, columns[i], types.get(i));
        }
        appender.endRow();
      } catch (SQLException e) {
        throw SqlFailure.of("load a row", e);
      }
    }

    private void append(Row row, int column, SqlType type) throws SQLException {
      String text = row.kind(column) == CellKind.NULL ? null : row.text(column);
      switch (type) {
        case BIGINT, TIMESTAMP -> appender.append(text == null ? null : Long.valueOf(text));
        case BOOLEAN -> appender.append(text == null ? null : Boolean.valueOf(text));
        case JSON, NUMERIC, TEXT -> appender.append(text);
      }
    }

    @Override
    public void finish() throws IOException {
      try {
        appender.flush();
      } catch (SQLException e) {
        throw SqlFailure.of("load rows", e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        appender.close();
      } catch (SQLException e) {
        throw SqlFailure.of("load rows", e);
      }
    }
  }
}
