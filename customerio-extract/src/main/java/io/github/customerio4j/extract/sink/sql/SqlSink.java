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
 * Writes tables into a database: into one transaction go all tables of a run and its state, so that
 * a crash leaves both as they were before or both as they are after.
 *
 * <p>{@code FULL_LOAD} replaces a table. {@code INCREMENTAL_UPDATE} merges rows by the primary key:
 * what is in the table and not in the run stays, so do columns and indexes of somebody else's. New
 * columns are added; a column whose values do not fit its type any more gets a wider one.
 *
 * <pre>{@code
 * SqlSink sink = SqlSink.duckDb(Path.of("crm.duckdb")).build();
 * Extractor extractor = Extractor.builder()
 *     .client(client).sink(sink).stateStore(sink.stateStore()).build();
 * }</pre>
 *
 * <p>The driver is the application's to add: {@code org.duckdb:duckdb_jdbc} or {@code
 * org.postgresql:postgresql}.
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
   * A DuckDB file, made if it is not there. Tables go into schema {@code main} unless set.
   *
   * @param file the database
   */
  public static Builder duckDb(Path file) {
    return new Builder(new DuckDbDialect(file), "main");
  }

  /**
   * A PostgreSQL database, version 12 or later. Tables go into schema {@code public} unless set.
   *
   * @param url its JDBC address, {@code jdbc:postgresql://HOST/DATABASE?user=…}; user and password
   *     may stand in it
   */
  public static Builder postgresql(String url) {
    return new Builder(new PostgresDialect(url), "public");
  }

  /** The state, kept in the database beside the tables, in {@code _customerio_state}. */
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

  /** Makes a table, in a transaction that is rolled back; a database that is not there stays so. */
  @Override
  public void check() throws IOException {
    if (dialect.canBeMade()) {
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

    /** The schema that the tables go into; made if it is not there. */
    public Builder schema(String newSchema) {
      schema = newSchema;
      return this;
    }

    /** What tables' names begin with; nothing by default. */
    public Builder prefix(String newPrefix) {
      prefix = newPrefix;
      return this;
    }

    /** {@link Typing#TYPED} by default. */
    public Builder typing(Typing newTyping) {
      typing = newTyping;
      return this;
    }

    /** Makes the sink; connects to nothing yet. */
    public SqlSink build() {
      return new SqlSink(this);
    }
  }
}
