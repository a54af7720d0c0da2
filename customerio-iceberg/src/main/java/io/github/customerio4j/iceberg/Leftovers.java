package io.github.customerio4j.iceberg;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/**
 * Data files of runs that died, or that another run was ahead of. The name of a file begins with
 * the commit that its run has found. Once there is a commit after that one, all other runs that
 * found it can no longer commit, whether they are dead or not.
 */
final class Leftovers {
  private Leftovers() {}

  /**
   * What the names of a run's files begin with.
   *
   * @param found the snapshot of the journal that the run has found; 0 if there is none
   */
  static String mark(long found, String run) {
    return found + "-" + run;
  }

  /**
   * Deletes from a table the files of runs that have found the commit before the last one. A
   * warehouse whose files cannot be listed by the beginning of their names keeps them.
   */
  static void delete(Table table, Journal.Entry last) throws IOException {
    if (!(table.io() instanceof SupportsPrefixOperations files)) {
      return;
    }
    String prefix = table.locationProvider().newDataLocation(mark(last.parent(), ""));
    String committed = mark(last.parent(), last.run());
    Map<String, String> found = new HashMap<>();
    for (FileInfo file : files.listPrefix(prefix)) {
      String name = name(file.location());
      if (!name.startsWith(committed)) {
        found.put(name, file.location());
      }
    }
    if (!found.isEmpty()) {
      // Somebody may have gone back to an older commit; what a snapshot has stays in any case.
      found.keySet().removeAll(referenced(table));
      found.values().forEach(files::deleteFile);
    }
  }

  private static String name(String location) {
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static Set<String> referenced(Table table) throws IOException {
    Set<String> manifests = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      for (ManifestFile manifest : snapshot.dataManifests(table.io())) {
        if (manifests.add(manifest.path())) {
          try (CloseableIterable<String> paths =
              ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
            paths.forEach(path -> names.add(name(path)));
          }
        }
      }
    }
    return names;
  }
}
