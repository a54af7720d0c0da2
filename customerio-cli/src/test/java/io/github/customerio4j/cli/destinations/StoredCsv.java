package io.github.customerio4j.cli.destinations;

import io.github.customerio4j.cli.keboola.CsvTable;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableSink;
import io.github.customerio4j.extract.sink.csv.CsvFormat;
import io.github.customerio4j.extract.sink.file.FileSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CSV files, collected after each run, as a loader does that merges them by key. */
record StoredCsv(Path folder, Map<String, List<Map<String, String>>> fetched)
    implements StoredRows {
  StoredCsv(Path folder) {
    this(folder, new HashMap<>());
  }

  @Override
  public TableSink sink(Clock clock) {
    return FileSink.builder(folder, CsvFormat.standard()).build();
  }

  @Override
  public List<Map<String, String>> rows(TableSchema schema) throws IOException {
    String name = schema.name() + ".csv";
    String manifest = Files.readString(folder.resolve(name + ".manifest"));
    List<Map<String, String>> rows =
        fetched.computeIfAbsent(schema.name(), any -> new ArrayList<>());
    if (!manifest.contains("\"incremental\":true") && !manifest.contains("\"incremental\": true")) {
      rows.clear();
    }
    rows.addAll(CsvTable.read(Files.readString(folder.resolve(name)), manifest).records());
    return List.copyOf(rows);
  }

  @Override
  public boolean appends() {
    return true;
  }
}
