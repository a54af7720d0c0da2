package io.github.customerio4j.iceberg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.FileIO;

/**
 * What a run does to one table. It is in the journal before any table changes, so that whoever
 * finds it can do it; what is done already is not done again.
 *
 * @param replaces whether the files to add replace all others
 * @param location the place of a table that the run makes
 * @param schema the columns, with the numbers that they have in the files to add
 * @param spec the partitions of the files to add
 * @param key the names of the primary key's columns
 * @param adds the files to add
 * @param removals the addresses of the files to remove
 * @param properties what the table says of itself
 */
record TableChange(
    String table,
    boolean replaces,
    String location,
    Schema schema,
    PartitionSpec spec,
    List<String> key,
    List<DataFile> adds,
    List<String> removals,
    Map<String, String> properties) {
  /** The property and the entry of a snapshot's summary that name the last run. */
  static final String RUN = "customerio.run";

  /** The property that says that a table is this program's. */
  static final String TABLE = "customerio.table";

  /** The entry of a snapshot's summary that is the same for the same rows of a Full Load. */
  static final String ROWS = "customerio.rows";

  TableChange {
    key = List.copyOf(key);
    adds = List.copyOf(adds);
    removals = List.copyOf(removals);
    properties = Map.copyOf(properties);
  }

  /**
   * What a table is changed with.
   *
   * @param isLast whether no later run has committed
   */
  record Context(
      Catalog catalog,
      TableIdentifier table,
      String run,
      Path folder,
      long fileBytes,
      IsLast isLast) {}

  /** Looks whether a run's commit is still the last one. */
  interface IsLast {
    boolean look() throws IOException;
  }

  /** The columns that a table has after this change. */
  Schema columnsAfter(Table found) {
    UpdateSchema update = found.updateSchema();
    TableColumns.evolve(update, found.schema(), schema, replaces);
    return update.apply();
  }

  /** Deletes the files that another plan for the same rows does not use. */
  void deleteAddsNotIn(TableChange other, FileIO io) {
    Set<String> kept = new HashSet<>();
    other.adds.forEach(file -> kept.add(file.location()));
    CatalogUtil.deleteFiles(
        io,
        adds.stream().map(DataFile::location).filter(file -> !kept.contains(file)).toList(),
        "replaced",
        false);
  }
}
