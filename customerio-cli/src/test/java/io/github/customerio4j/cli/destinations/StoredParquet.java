package io.github.customerio4j.cli.destinations;

import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.file.FileSink;
import io.github.customerio4j.extract.sink.parquet.ParquetFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parquet files, read by DuckDB. */
record StoredParquet(Path folder) implements StoredRows {

  @Override
  public TableSink sink(Clock clock) {
    return FileSink.builder(folder, ParquetFormat.standard()).clock(clock).build();
  }

  @Override
  public List<Map<String, String>> rows(TableSchema schema) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Path file : StoredJsonl.files(folder, schema.name(), "parquet")) {
      rows.addAll(SqlReader.DUCKDB.rows("jdbc:duckdb:", "read_parquet('" + file + "')", schema));
    }
    return rows;
  }

  @Override
  public boolean appends() {
    return true;
  }

  @Override
  public boolean hasTypes() {
    return true;
  }
}
