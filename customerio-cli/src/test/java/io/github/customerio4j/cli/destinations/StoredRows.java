package io.github.customerio4j.cli.destinations;

import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A destination and its rows, which another program reads. */
interface StoredRows {

  /** A sink for it. */
  TableSink sink(Clock clock);

  /**
   * The rows of a table, by JSON Pointer. If the destination appends, these are the rows of all
   * runs so far, in order.
   *
   * @param schema the schema of the last run
   */
  List<Map<String, String>> rows(TableSchema schema) throws IOException;

  /**
   * Whether each run adds its rows to those of previous runs, so that the reader has to merge them.
   */
  boolean appends();

  /** The kinds of destinations. */
  enum Kind {
    CSV,
    JSONL,
    JSONL_GZ,
    JSONL_ZST,
    PARQUET,
    DUCKDB,
    POSTGRESQL;

    StoredRows in(Path folder, String postgresUrl) {
      return switch (this) {
        case CSV -> new StoredCsv(folder.resolve("crm"));
        case JSONL -> new StoredJsonl(folder.resolve("crm"), "jsonl");
        case JSONL_GZ -> new StoredJsonl(folder.resolve("crm"), "jsonl.gz");
        case JSONL_ZST -> new StoredJsonl(folder.resolve("crm"), "jsonl.zst");
        case PARQUET -> new StoredParquet(folder.resolve("crm"));
        case DUCKDB -> StoredTables.duckDb(folder.resolve("crm.duckdb"));
        case POSTGRESQL ->
            StoredTables.postgresql(
                postgresUrl, "s" + Integer.toHexString(folder.toString().hashCode()));
      };
    }

    /** The value of {@code --to} for it. */
    String to(Path folder, String postgresUrl) {
      return switch (this) {
        case CSV -> "csv:" + folder.resolve("crm");
        case JSONL -> "jsonl:" + folder.resolve("crm");
        case JSONL_GZ -> "jsonl.gz:" + folder.resolve("crm");
        case JSONL_ZST -> "jsonl.zst:" + folder.resolve("crm");
        case PARQUET -> "parquet:" + folder.resolve("crm");
        case DUCKDB -> "duckdb:" + folder.resolve("crm.duckdb");
        case POSTGRESQL -> postgresUrl.replace("jdbc:", "");
      };
    }
  }

  /** The JSON Pointer of a column; empty for a column that is not from the record. */
  static Optional<String> pointer(TableSchema schema, int column) {
    String pointer = schema.columns().get(column).pointer();
    return pointer.isEmpty() ? Optional.empty() : Optional.of(pointer);
  }
}
