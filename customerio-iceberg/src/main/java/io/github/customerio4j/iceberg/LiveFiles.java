package io.github.customerio4j.iceberg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.PropertyUtil;

/** The data files of the snapshot that a table has now. */
final class LiveFiles {
  private LiveFiles() {}

  static List<DataFile> of(Table table) throws IOException {
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      tasks.forEach(task -> files.add(task.file().copy()));
    }
    return files;
  }

  static Map<String, DataFile> byAddress(Table table) throws IOException {
    Map<String, DataFile> files = new HashMap<>();
    of(table).forEach(file -> files.put(file.location(), file));
    return files;
  }

  /** How large they are together, as the snapshot says it; 0 if it does not. */
  static long bytes(Table table) {
    Snapshot now = table.currentSnapshot();
    return now == null || now.summary() == null
        ? 0
        : PropertyUtil.propertyAsLong(now.summary(), SnapshotSummary.TOTAL_FILE_SIZE_PROP, 0);
  }
}
