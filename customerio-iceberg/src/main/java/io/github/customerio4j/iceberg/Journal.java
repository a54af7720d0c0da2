package io.github.customerio4j.iceberg;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.parquet.ParquetTable;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.JsonUtil;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code _customerio_state}. Its one row is the last commit: the state, and what each
 * table becomes. The snapshot that puts the row there is the commit of a run.
 */
final class Journal implements StateStore {
  static final String TABLE = "_customerio_state";

  /** The property that names the run whose tables are all brought to its changes. */
  private static final String APPLIED = "customerio.applied";

  /** The property that names the run whose state is saved. */
  private static final String SAVED = "customerio.saved";

  private static final Schema SCHEMA =
      new Schema(
          NestedField.optional(1, "run", Types.StringType.get(), "The run that was committed."),
          NestedField.optional(2, "state", Types.StringType.get(), "The state after that run."),
          NestedField.optional(
              3, "changes", Types.StringType.get(), "What the run did to each table, as JSON."));

  private final Catalog catalog;
  private final Namespace namespace;
  private final Clock clock;

  Journal(Catalog catalog, Namespace namespace, Clock clock) {
    this.clock = clock;
    this.catalog = catalog;
    this.namespace = namespace;
  }

  /**
   * A commit.
   *
   * @param snapshot the journal's snapshot that has it
   * @param parent the snapshot before; 0 if there is none
   * @param isApplied whether all tables are brought to their changes
   * @param isSaved whether the extractor has saved the state
   */
  record Entry(
      long snapshot,
      long parent,
      String run,
      String state,
      List<TableChange> changes,
      boolean isApplied,
      boolean isSaved) {}

  private TableIdentifier identifier() {
    return TableIdentifier.of(namespace, TABLE);
  }

  private Optional<Table> table() {
    try {
      return Optional.of(catalog.loadTable(identifier()));
    } catch (NoSuchTableException e) {
      return Optional.empty();
    }
  }

  /** The last commit; empty before the first. */
  Optional<Entry> last(Path folder) throws IOException {
    Optional<Table> table = table();
    if (table.isEmpty() || table.get().currentSnapshot() == null) {
      return Optional.empty();
    }
    Place place = Place.of(table.get(), TABLE, "", folder, Long.MAX_VALUE);
    List<DataFile> files = files(table.get());
    if (files.size() != 1) {
      throw new IOException(
          "Cannot read table %s: it has %d files, and a run leaves one. Somebody else changed it; go back to the snapshot before."
              .formatted(identifier(), files.size()));
    }
    Path local = place.fetch(files.get(0).location());
    try (ParquetTable.Reader reader = ParquetTable.open(local)) {
      Row row = reader.next().orElseThrow();
      String run = String.valueOf(row.text(0));
      List<TableChange> changes = new ArrayList<>();
      JsonUtil.mapper()
          .readTree(String.valueOf(row.text(2)))
          .forEach(change -> changes.add(TableChange.parse(change)));
      return Optional.of(
          new Entry(
              table.get().currentSnapshot().snapshotId(),
              Objects.requireNonNullElse(table.get().currentSnapshot().parentId(), 0L),
              run,
              String.valueOf(row.text(1)),
              changes,
              run.equals(table.get().properties().get(APPLIED)),
              run.equals(table.get().properties().get(SAVED))));
    } finally {
      Files.deleteIfExists(local);
    }
  }

  private static List<DataFile> files(Table table) throws IOException {
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      tasks.forEach(task -> files.add(task.file().copy()));
    }
    return files;
  }

  /**
   * Commits a run.
   *
   * @param before the last commit when the run began
   * @throws IOException if another run committed in the meantime
   */
  void commit(
      Optional<Entry> before, String run, String state, List<TableChange> changes, Path folder)
      throws IOException {
    ArrayNode json = JsonUtil.mapper().createArrayNode();
    for (TableChange change : changes) {
      json.add(change.toJson());
    }
    Optional<Table> found = table();
    Transaction transaction =
        found.isEmpty()
            ? catalog.buildTable(identifier(), SCHEMA).createTransaction()
            : found.get().newTransaction();
    Snapshot base = found.map(Table::currentSnapshot).orElse(null);
    Long known = before.map(Entry::snapshot).orElse(null);
    requireUnchanged(base == null ? null : base.snapshotId(), known);
    if (before.isPresent() && found.isPresent()) {
      Leftovers.delete(found.get(), before.get());
    }
    String mark = Leftovers.mark(before.map(Entry::snapshot).orElse(0L), run);
    Place place = Place.of(transaction.table(), TABLE, mark, folder, Long.MAX_VALUE);
    FileWriter writer = new FileWriter(place, TableColumns.of(SCHEMA, List.of()));
    boolean isDone = false;
    try (writer) {
      writer.write(new TextRow(List.of(run, state, json.toString())));
      List<DataFile> added = writer.finish();
      OverwriteFiles overwrite = transaction.newOverwrite();
      overwrite.set(TableChange.RUN, run);
      for (DataFile file : found.isEmpty() ? List.<DataFile>of() : files(found.get())) {
        overwrite.deleteFile(file);
      }
      added.forEach(overwrite::addFile);
      overwrite.validateWith(ancestry -> TableChange.isFirst(ancestry, base));
      overwrite.commit();
      transaction.commitTransaction();
      isDone = true;
    } catch (ValidationException | CommitFailedException e) {
      throw conflict(e);
    } finally {
      if (!isDone && !isCommitted(run, folder)) {
        writer.discard();
      }
    }
  }

  /** Whether the commit is there, although the catalog's answer to it was lost. */
  private boolean isCommitted(String run, Path folder) {
    try {
      return last(folder).filter(entry -> entry.run().equals(run)).isPresent();
    } catch (IOException | RuntimeException e) {
      return true;
    }
  }

  private void requireUnchanged(@Nullable Long now, @Nullable Long known) throws IOException {
    boolean isSame = now == null ? known == null : now.equals(known);
    if (!isSame) {
      throw conflict(null);
    }
  }

  private IOException conflict(@Nullable Exception cause) {
    return new IOException(
        "Cannot commit the tables: another run committed to %s in the meantime. Nothing of this run is visible. Run again."
            .formatted(namespace),
        cause);
  }

  /** Notes that all tables of a run are brought to their changes. */
  void applied(String run) {
    set(APPLIED, run);
  }

  /** Notes that the state of the last commit is saved. */
  void saved(Path folder) throws IOException {
    Optional<Entry> last = last(folder);
    if (last.isPresent() && !last.get().isSaved()) {
      set(SAVED, last.get().run());
    }
  }

  private void set(String property, String value) {
    table().ifPresent(table -> table.updateProperties().set(property, value).commit());
  }

  /** Keeps the last snapshots of the journal. */
  void expire(int kept, long before) {
    table()
        .ifPresent(
            table -> table.expireSnapshots().retainLast(kept).expireOlderThan(before).commit());
  }

  @Override
  public ExtractionState load() throws IOException {
    try (LocalFolder folder = LocalFolder.temporary()) {
      return last(folder.path())
          .map(entry -> ExtractionState.parse(entry.state()))
          .orElse(ExtractionState.empty());
    } catch (RuntimeException e) {
      throw IcebergSink.failure("read the state", e);
    }
  }

  @Override
  public void check() throws IOException {
    try {
      table();
    } catch (RuntimeException e) {
      throw IcebergSink.failure("connect to the catalog", e);
    }
  }

  @Override
  public void save(ExtractionState state) throws IOException {
    String json = state.toJson();
    try (LocalFolder folder = LocalFolder.temporary()) {
      Optional<Entry> last = last(folder.path());
      if (last.isPresent() && last.get().state().equals(json)) {
        return;
      }
      String run = IcebergSink.newRun(clock);
      commit(last, run, json, List.of(), folder.path());
      applied(run);
      set(SAVED, run);
    } catch (RuntimeException e) {
      throw IcebergSink.failure("save the state", e);
    }
  }
}
