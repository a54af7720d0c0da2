package io.github.customerio4j.cli.destinations;

import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileFormat;
import io.github.customerio4j.extract.sink.file.ObjectSink;
import io.github.customerio4j.extract.sink.jsonl.JsonlFormat;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.Namespace;

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

  /** Finishes what a killed run has committed and not yet put into place. */
  default void settle() throws IOException {}

  /** Whether columns have types, so that what never happened is null. */
  default boolean hasTypes() {
    return false;
  }

  /** Whether JSON is another type than text, so that a column of both changes its type. */
  default boolean hasJson() {
    return true;
  }

  /** The kinds of destinations. */
  enum Kind {
    CSV("csv:"),
    JSONL("jsonl:"),
    JSONL_GZ("jsonl.gz:"),
    JSONL_ZST("jsonl.zst:"),
    PARQUET("parquet:"),
    DUCKDB("duckdb:"),
    POSTGRESQL(""),
    S3_CSV("csv:"),
    S3_JSONL_ZST("jsonl.zst:"),
    S3_PARQUET_LOG("parquet:"),
    ICEBERG_JDBC_DISK("iceberg:"),
    ICEBERG_JDBC_S3("iceberg:"),
    ICEBERG_REST_DISK("iceberg:"),
    ICEBERG_REST_S3("iceberg:");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }

    StoredRows in(Path folder, Servers servers) {
      Path crm = folder.resolve("crm");
      return switch (this) {
        case CSV -> new StoredCsv(crm);
        case JSONL -> new StoredJsonl(crm, "jsonl");
        case JSONL_GZ -> new StoredJsonl(crm, "jsonl.gz");
        case JSONL_ZST -> new StoredJsonl(crm, "jsonl.zst");
        case PARQUET -> new StoredParquet(crm);
        case DUCKDB -> StoredTables.duckDb(folder.resolve("crm.duckdb"));
        case POSTGRESQL -> StoredTables.postgresql(servers.postgresUrl(), unique("s", folder));
        case S3_CSV -> bucket(servers, folder, CsvFormat.standard(), new StoredCsv(crm));
        case S3_JSONL_ZST ->
            bucket(servers, folder, JsonlFormat.zstd(), new StoredJsonl(crm, "jsonl.zst"));
        case S3_PARQUET_LOG ->
            bucket(servers, folder, ParquetFormat.standard(), new StoredParquet(crm));
        case ICEBERG_JDBC_DISK, ICEBERG_JDBC_S3, ICEBERG_REST_DISK, ICEBERG_REST_S3 ->
            new StoredIceberg(
                servers.lakes().catalog(isRest(), isInBucket()),
                Namespace.of(unique("n", folder)),
                crm);
      };
    }

    private StoredBucket bucket(
        Servers servers, Path folder, FileFormat format, StoredRows fetched) {
      return new StoredBucket(
          servers.buckets().store(Servers.BUCKET, unique("p", folder)),
          format,
          layout(),
          fetched,
          folder.resolve("crm"));
    }

    private ObjectSink.Layout layout() {
      return this == S3_PARQUET_LOG ? ObjectSink.Layout.LOG : ObjectSink.Layout.PLACE;
    }

    private boolean isBucket() {
      return name().startsWith("S3");
    }

    private boolean isRest() {
      return name().startsWith("ICEBERG_REST");
    }

    private boolean isInBucket() {
      return name().endsWith("_S3");
    }

    private static String unique(String start, Path folder) {
      return start + Integer.toHexString(folder.toString().hashCode());
    }

    /** {@code --to} for it, with the options that belong to it. */
    List<String> to(Path folder, Servers servers) {
      if (isBucket()) {
        List<String> options = new ArrayList<>();
        options.add("--to");
        options.add(prefix + "s3://" + Servers.BUCKET + "/" + unique("p", folder));
        options.addAll(List.of("--layout", layout().name().toLowerCase(Locale.ROOT)));
        options.addAll(servers.bucketOptions());
        return options;
      }
      if (prefix.equals("iceberg:")) {
        List<String> options = new ArrayList<>(List.of("--to", prefix + unique("n", folder)));
        options.addAll(servers.lakes().options(isRest(), isInBucket()));
        if (isInBucket()) {
          options.addAll(servers.warehouseOptions());
        }
        return options;
      }
      return switch (this) {
        case POSTGRESQL ->
            List.of(
                "--to",
                servers.postgresUrl().replace("jdbc:", ""),
                "--schema",
                unique("s", folder));
        case DUCKDB -> List.of("--to", prefix + folder.resolve("crm.duckdb"));
        default -> List.of("--to", prefix + folder.resolve("crm"));
      };
    }
  }

  /** The JSON Pointer of a column; empty for a column that is not from the record. */
  static Optional<String> pointer(TableSchema schema, int column) {
    String pointer = schema.columns().get(column).pointer();
    return pointer.isEmpty() ? Optional.empty() : Optional.of(pointer);
  }
}
