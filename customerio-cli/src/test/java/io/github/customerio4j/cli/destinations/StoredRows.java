package io.github.customerio4j.cli.destinations;

import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A destination, and what it holds by a reader that is not ours. */
interface StoredRows {

  /** A sink for it. */
  TableSink sink(Clock clock);

  /**
   * The rows of a table, each its texts by JSON Pointer. Where a destination appends or leaves the
   * merging to others, the rows of all runs so far, in order.
   *
   * @param schema the table as it was written last
   */
  List<Map<String, String>> rows(TableSchema schema) throws IOException;

  /**
   * Whether the rows of a run stand beside those of former ones, to be merged by who reads them.
   */
  boolean appends();

  /** The kinds. */
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

    /** How {@code --to} names it. */
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

  /** The JSON Pointer of a column; empty for one that is not of the record. */
  static Optional<String> pointer(TableSchema schema, int column) {
    String pointer = schema.columns().get(column).pointer();
    return pointer.isEmpty() ? Optional.empty() : Optional.of(pointer);
  }
}
