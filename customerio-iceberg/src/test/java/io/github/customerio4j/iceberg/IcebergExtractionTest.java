package io.github.customerio4j.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.LoadType;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.TableSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole workspace, read again after it has changed: the same rows as in memory. */
final class IcebergExtractionTest {
  @TempDir private Path folder;

  @Test
  void tablesOfAWorkspaceHaveTheRowsOfTheCollectingSink() throws IOException {
    TableSink.Collecting collected = TableSink.collecting();
    try (SandboxWorkspace workspace = SandboxWorkspace.open();
        JdbcCatalog catalog = LocalWarehouse.catalog(folder)) {
      IcebergSink sink = IcebergSink.builder(catalog, LocalWarehouse.NAMESPACE).build();
      ExtractionConfig config =
          ExtractionConfig.everything().loadType(LoadType.INCREMENTAL_UPDATE).build();
      Extractor intoMemory = workspace.into(collected);
      Extractor intoIceberg = workspace.into(sink);
      for (int run = 0; run < 2; run++) {
        intoMemory.run(config);
        intoIceberg.run(config);
        Map<String, List<List<@Nullable String>>> tables = LocalWarehouse.tables(catalog);
        assertThat(tables.keySet())
            .containsExactlyInAnyOrderElementsOf(collected.tables().keySet());
        for (String name : tables.keySet()) {
          assertThat(cells(tables.get(name)))
              .as(name)
              .containsExactlyInAnyOrderElementsOf(cells(collected.table(name)));
        }
        workspace.advanceTwoDays();
      }
    }
  }

  /** The texts of each row, in order, without what differs from run to run. */
  private static List<List<String>> cells(List<List<@Nullable String>> rows) {
    List<List<String>> all = new ArrayList<>();
    for (List<@Nullable String> row : rows.subList(1, rows.size())) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        add(cells, String.valueOf(rows.get(0).get(i)), row.get(i));
      }
      all.add(cells.stream().sorted().toList());
    }
    return all;
  }

  private static List<List<String>> cells(TableSink.Collecting.Table table) {
    List<List<String>> all = new ArrayList<>();
    for (Map<String, String> row : table.rows()) {
      List<String> cells = new ArrayList<>();
      row.forEach((name, text) -> add(cells, name, text));
      all.add(cells.stream().sorted().toList());
    }
    return all;
  }

  /** A time of 0 is never, which is null in Iceberg. */
  private static void add(List<String> cells, String name, @Nullable String text) {
    boolean isRunsOwn = name.equals("_extracted_at") || name.equals(Row.OwnTexts.COLUMN);
    if (text != null && !text.equals("0") && !isRunsOwn) {
      cells.add(text);
    }
  }
}
