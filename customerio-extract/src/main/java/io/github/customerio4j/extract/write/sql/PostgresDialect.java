package io.github.customerio4j.extract.write.sql;

import io.github.customerio4j.extract.write.CellKind;
import io.github.customerio4j.extract.write.Row;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL, loaded by {@code COPY FROM STDIN}. */
final class PostgresDialect implements Dialect {
  private final String url;

  PostgresDialect(String url) {
    this.url = url.startsWith("jdbc:") ? url : "jdbc:" + url;
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public String typeName(SqlType type) {
    return switch (type) {
      case BIGINT -> "bigint";
      case NUMERIC -> "numeric";
      case BOOLEAN -> "boolean";
      case TIMESTAMP -> "timestamp with time zone";
      case JSON -> "jsonb";
      case TEXT -> "text";
    };
  }

  @Override
  public Optional<SqlType> typeOf(String name) {
    for (SqlType type : SqlType.values()) {
      if (typeName(type).equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  @Override
  public String loadedTypeName(SqlType type) {
    return type == SqlType.TIMESTAMP ? "bigint" : typeName(type);
  }

  @Override
  public String converted(String column, SqlType type) {
    return type == SqlType.TIMESTAMP ? "to_timestamp(" + column + ")" : column;
  }

  @Override
  public String widening(String table, String column, SqlType from, SqlType to) {
    String using =
        from == SqlType.TIMESTAMP
            ? "(extract(epoch from " + column + ")::bigint)::text"
            : column + "::" + typeName(to);
    return "ALTER TABLE %s ALTER COLUMN %s TYPE %s USING %s"
        .formatted(table, column, typeName(to), using);
  }

  @Override
  public List<String> merging(Merge merge) {
    List<String> others =
        merge.columns().stream().filter(column -> !merge.key().contains(column)).toList();
    String action =
        others.isEmpty()
            ? "NOTHING"
            : "UPDATE SET " + SqlText.pairs(others, "%1$s = EXCLUDED.%1$s", ", ");
    String key = String.join(", ", merge.key());
    return List.of(
        "INSERT INTO %s (%s) SELECT DISTINCT ON (%s) %s FROM %s AS s ORDER BY %s, %s DESC ON CONFLICT (%s) DO %s"
            .formatted(
                merge.target(),
                String.join(", ", merge.columns()),
                SqlText.pairs(merge.key(), "s.%s", ", "),
                String.join(", ", merge.values()),
                merge.loaded(),
                SqlText.pairs(merge.key(), "s.%s", ", "),
                merge.order(),
                key,
                action));
  }

  @Override
  public boolean declaresKeys() {
    return true;
  }

  @Override
  public Loader loader(Connection connection, String table, List<SqlType> types)
      throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + Dialect.quoted(table) + " FROM STDIN");
    return new CopyLoader(copy);
  }

  @Override
  public Closeable lock(String schema) throws IOException {
    try {
      Connection connection = connect();
      try (PreparedStatement lock =
          connection.prepareStatement("SELECT pg_try_advisory_lock(hashtext(?))")) {
        lock.setString(1, "customerio4j/" + schema);
        try (ResultSet locked = lock.executeQuery()) {
          if (!locked.next() || !locked.getBoolean(1)) {
            connection.close();
            throw new IOException(
                "Cannot start: another run writes into schema "
                    + schema
                    + " of this database. Wait for it, or end it.");
          }
        }
      }
      connection.commit();
      return () -> {
        try {
          connection.close();
        } catch (SQLException e) {
          throw SqlFailure.of("unlock the database", e);
        }
      };
    } catch (SQLException e) {
      throw SqlFailure.of("lock the database", e);
    }
  }

  @Override
  public String location(String schema, String table) {
    return schema + "." + table;
  }

  /** Without user and password. */
  @Override
  public String location() {
    return url.replaceAll("[?].*$", "").replaceAll("//[^/@]*@", "//");
  }

  /** Writes the text form of {@code COPY}: a line a row, tabs between, {@code \N} for null. */
  private static final class CopyLoader implements Loader {
    private static final byte[] NULL = "\\N".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    private final CopyIn copy;
    private byte[] buffer = new byte[64 << 10];
    private int length;
    private long number;

    CopyLoader(CopyIn copy) {
      this.copy = copy;
    }

    @Override
    public void add(Row row, int[] columns) throws IOException {
      put(Long.toString(number++).getBytes(StandardCharsets.US_ASCII));
      for (int column : columns) {
        put((byte) '\t');
        CellKind kind = row.kind(column);
        if (kind == CellKind.NULL) {
          put(NULL);
        } else {
          put(row.utf8(column), row.start(column), row.end(column), kind == CellKind.JSON);
        }
      }
      put((byte) '\n');
      if (length > buffer.length / 2) {
        flush();
      }
    }

    /** PostgreSQL has no NUL, neither in text nor, as an escape, in JSON. */
    private void put(byte[] text, int start, int end, boolean isJson) {
      for (int i = start; i < end; i++) {
        byte b = text[i];
        switch (b) {
          case 0 -> put(REPLACEMENT);
          case '\\' -> {
            if (isJson && isNulEscape(text, i, end)) {
              put(REPLACEMENT);
              i += 5;
            } else {
              put(b);
              put(b);
              if (isJson && i + 1 < end) {
                // What is escaped stands for itself, a backslash too.
                i++;
                if (text[i] == '\\') {
                  put(text[i]);
                }
                put(text[i]);
              }
            }
          }
          case '\t' -> putEscaped('t');
          case '\n' -> putEscaped('n');
          case '\r' -> putEscaped('r');
          default -> put(b);
        }
      }
    }

    private static boolean isNulEscape(byte[] text, int at, int end) {
      return at + 6 <= end
          && text[at + 1] == 'u'
          && text[at + 2] == '0'
          && text[at + 3] == '0'
          && text[at + 4] == '0'
          && text[at + 5] == '0';
    }

    private void putEscaped(char letter) {
      put((byte) '\\');
      put((byte) letter);
    }

    private void put(byte[] bytes) {
      for (byte b : bytes) {
        put(b);
      }
    }

    private void put(byte b) {
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, length * 2);
      }
      buffer[length++] = b;
    }

    private void flush() throws IOException {
      try {
        copy.writeToCopy(buffer, 0, length);
        length = 0;
      } catch (SQLException e) {
        throw SqlFailure.of("load rows", e);
      }
    }

    @Override
    public void finish() throws IOException {
      flush();
      try {
        copy.endCopy();
      } catch (SQLException e) {
        throw SqlFailure.of("load rows", e);
      }
    }

    /** To cancel the copy would end the transaction; the table that it fills is dropped. */
    @Override
    public void close() throws IOException {
      if (copy.isActive()) {
        try {
          copy.endCopy();
        } catch (SQLException e) {
          throw SqlFailure.of("give up loading", e);
        }
      }
    }
  }
}
