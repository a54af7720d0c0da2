package io.github.customerio4j.examples.extract;

import io.github.customerio4j.extract.state.FileStateStore;
import io.github.customerio4j.extract.state.StateStore;
import io.github.customerio4j.extract.write.TableSink;
import io.github.customerio4j.extract.write.csv.CsvDirectorySink;
import io.github.customerio4j.extract.write.sql.SqlSink;
import io.github.customerio4j.extract.write.sql.SqlTyping;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the tables go, and what the next run continues from. */
final class Destination {
  private static final String CSV = "csv:";
  private static final String DUCKDB = "duckdb:";
  private static final String POSTGRESQL = "postgresql://";

  @Option(
      names = "--to",
      paramLabel = "DESTINATION",
      required = true,
      description = {
        "csv:DIR, duckdb:FILE or postgresql://HOST/DATABASE?user=NAME (its password from",
        "~/.pgpass, or as a parameter)."
      })
  private String to = "";

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      description = "The database's schema. Default: main for DuckDB, public for PostgreSQL")
  private @Nullable String schema;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "What the names of tables in a database begin with. Default: nothing")
  private String prefix = "";

  @Option(
      names = "--types",
      paramLabel = "typed|text",
      description = "The types of columns in a database. Default: typed")
  private String types = "typed";

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description =
          "What the next run continues from. Default: DIR.state.json beside the folder, or a table of"
              + " the database")
  private @Nullable Path state;

  /** A sink with the state that goes with it. */
  record Opened(TableSink sink, StateStore state) {}

  /**
   * Makes ready; connects to nothing yet.
   *
   * @throws IllegalArgumentException if there is no such destination
   */
  Opened open() {
    if (to.startsWith(DUCKDB) && to.length() > DUCKDB.length()) {
      return database(SqlSink.duckDb(path(to.substring(DUCKDB.length()))));
    }
    if (to.startsWith(POSTGRESQL) && to.length() > POSTGRESQL.length()) {
      return database(SqlSink.postgresql("jdbc:" + to));
    }
    if (!to.startsWith(CSV) || to.length() == CSV.length()) {
      throw new IllegalArgumentException(
          "Cannot use --to \""
              + withoutSecret(to)
              + "\": there is no such destination. Write csv:DIR, duckdb:FILE or"
              + " postgresql://HOST/DATABASE.");
    }
    Path folder = path(to.substring(CSV.length()));
    Path absolute = folder.toAbsolutePath().normalize();
    Path beside = absolute.resolveSibling(absolute.getFileName() + ".state.json");
    Path file = Optional.ofNullable(state).orElse(beside);
    return new Opened(CsvDirectorySink.builder(folder).build(), new FileStateStore(file));
  }

  private Opened database(SqlSink.Builder builder) {
    builder.prefix(prefix).typing(typing());
    if (schema != null) {
      builder.schema(schema);
    }
    SqlSink sink = builder.build();
    StateStore store = state == null ? sink.stateStore() : new FileStateStore(state);
    return new Opened(sink, store);
  }

  private SqlTyping typing() {
    return switch (types) {
      case "typed" -> SqlTyping.TYPED;
      case "text" -> SqlTyping.TEXT;
      default ->
          throw new IllegalArgumentException(
              "Cannot use --types \"" + types + "\": write typed or text.");
    };
  }

  private Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "Cannot use --to \"" + to + "\": it names no folder. " + e.getReason() + ".", e);
    }
  }

  /** The destination as it was named, without user and password. */
  String shown() {
    return withoutSecret(to);
  }

  private static String withoutSecret(String text) {
    return text.replaceAll("[?].*$", "").replaceAll("//[^/@]*@", "//");
  }
}
