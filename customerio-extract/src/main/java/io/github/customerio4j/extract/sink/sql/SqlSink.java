package io.github.customerio4j.extract.sink.sql;

import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.Typing;
import io.github.customerio4j.extract.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes tables to a database. All tables of a run and its state are in one transaction, so that a
 * crash leaves either both unchanged or both complete.
 *
 * <p>{@code FULL_LOAD} replaces a table. {@code INCREMENTAL_UPDATE} merges rows by the primary key:
 * rows that are not in the run stay, and so do columns and indexes that a user added. New columns
 * are added; a column gets a wider type if new values do not fit its type.
 *
 * <pre>{@code
 * SqlSink sink = SqlSink.duckDb(Path.of("crm.duckdb")).build();
 * Extractor extractor = Extractor.builder()
 *     .client(client).sink(sink).stateStore(sink.stateStore()).build();
 * }</pre>
 *
 * <p>Needs a JDBC driver on the class path, which the application adds: {@code
 * org.duckdb:duckdb_jdbc} or {@code org.postgresql:postgresql}.
 */
public final class SqlSink implements TableSink {
  private final Dialect dialect;
  private final String schema;
  private final String prefix;
  private final Typing typing;

  private SqlSink(Builder builder) {
    this.dialect = builder.dialect;
    this.schema = builder.schema;
    this.prefix = builder.prefix;
    this.typing = builder.typing;
  }

  /**
   * Starts a sink for a DuckDB database. Its default schema is {@code main}.
   *
   * @param file the database's file; the first run creates it if it is missing
   */
  public static Builder duckDb(Path file) {
    return new Builder(new DuckDbDialect(file), "main");
  }

  /**
   * Starts a sink for a PostgreSQL database, version 12 or later. Its default schema is {@code
   * public}.
   *
   * @param url the address, {@code postgresql://USER:PASSWORD@HOST:PORT/DATABASE} or the driver's
   *     form {@code jdbc:postgresql://HOST/DATABASE?user=…}
   * @throws IllegalArgumentException if the address has another form
   */
  public static Builder postgresql(String url) {
    return new Builder(new PostgresDialect(url), "public");
  }

  /** The store that keeps the state in the database, in the table {@code _customerio_state}. */
  public StateStore stateStore() {
    return new SqlStateStore(dialect, schema, prefix);
  }

  @Override
  public Optional<String> location() {
    return Optional.of(dialect.location() + "/" + schema + "/" + prefix);
  }

  @Override
  public int columnLimit() {
    return dialect.columnLimit();
  }

  @Override
  public boolean canMarkDeletedRows() {
    return true;
  }

  /** Creates a table in a transaction that is rolled back. Does not create a missing database. */
  @Override
  public void check() throws IOException {
    if (dialect.canBeCreated()) {
      return;
    }
    String table = Dialect.quoted("_customerio_check_" + UUID.randomUUID());
    try (Connection connection = dialect.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + Dialect.quoted(schema));
      statement.execute("CREATE TABLE " + Dialect.quoted(schema) + "." + table + " (id BIGINT)");
      connection.rollback();
    } catch (SQLException e) {
      throw SqlFailure.of("write to the database", e);
    }
  }

  @Override
  public SinkTransaction begin() throws IOException {
    return new SqlTransaction(
        dialect, schema, prefix, typing, new SqlStateStore(dialect, schema, prefix));
  }

  /** Collects a sink's options. */
  public static final class Builder {
    private final Dialect dialect;
    private String schema;
    private String prefix = "";
    private Typing typing = Typing.TYPED;

    Builder(Dialect dialect, String schema) {
      this.dialect = dialect;
      this.schema = schema;
    }

    /** The schema of the tables; the first run creates it if it is missing. */
    public Builder schema(String newSchema) {
      schema = newSchema;
      return this;
    }

    /** The beginning of the tables' names; empty by default. */
    public Builder prefix(String newPrefix) {
      prefix = newPrefix;
      return this;
    }

    /** The typing of columns; {@link Typing#TYPED} by default. */
    public Builder typing(Typing newTyping) {
      typing = newTyping;
      return this;
    }

    /** Builds the sink; it does not connect yet. */
    public SqlSink build() {
      return new SqlSink(this);
    }
  }
}
