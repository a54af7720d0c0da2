package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.Row;
import io.github.customerio4j.extract.sink.parquet.ParquetTable;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
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
    List<DataFile> files = LiveFiles.of(table.get());
    if (files.size() != 1) {
      throw new IOException(
          "Cannot read table %s: it has %d files, and a run leaves one. Somebody else changed it; go back to the snapshot before."
              .formatted(identifier(), files.size()));
    }
    Path local = place.fetch(files.get(0).location());
    try (ParquetTable.Reader reader = ParquetTable.open(local)) {
      Row row = reader.next().orElseThrow();
      String run = String.valueOf(row.text(0));
      return Optional.of(
          new Entry(
              table.get().currentSnapshot().snapshotId(),
              Objects.requireNonNullElse(table.get().currentSnapshot().parentId(), 0L),
              run,
              String.valueOf(row.text(1)),
              ChangeJson.parse(String.valueOf(row.text(2))),
              run.equals(table.get().properties().get(APPLIED)),
              run.equals(table.get().properties().get(SAVED))));
    } finally {
      Files.deleteIfExists(local);
    }
  }

  /** What a run commits. */
  record Commit(String run, String state, List<TableChange> changes) {}

  /** What a table is changed with. */
  TableChange.Context context(TableChange change, String run, Path folder, long fileBytes) {
    return new TableChange.Context(
        catalog,
        TableIdentifier.of(namespace, change.table()),
        run,
        folder,
        fileBytes,
        () -> isLast(run, folder));
  }

  private boolean isLast(String run, Path folder) throws IOException {
    Snapshot now = table().map(Table::currentSnapshot).orElse(null);
    // Another program may have written the row again, into a snapshot that does not name the run.
    return now != null
        && (run.equals(now.summary().get(TableChange.RUN))
            || last(folder).filter(entry -> entry.run().equals(run)).isPresent());
  }

  /**
   * Commits a run: with the tables that exist where the catalog can, else alone.
   *
   * @param before the last commit when the run began
   * @param folder the local folder in which files are made
   * @param fileBytes about how large a data file gets
   * @return the changes that are still to be made
   * @throws IOException if another run committed in the meantime
   */
  List<TableChange> commit(Optional<Entry> before, Commit commit, Path folder, long fileBytes)
      throws IOException {
    Optional<Table> found = table();
    requireUnchanged(found, before);
    if (before.isPresent() && found.isPresent()) {
      Leftovers.delete(found.get(), before.get());
    }
    Transaction created =
        found.isEmpty() ? catalog.buildTable(identifier(), SCHEMA).createTransaction() : null;
    Table place = created == null ? found.orElseThrow() : created.table();
    FileWriter writer =
        new FileWriter(
            Place.of(
                place,
                TABLE,
                Leftovers.mark(before.map(Entry::snapshot).orElse(0L), commit.run()),
                folder,
                Long.MAX_VALUE),
            TableColumns.of(SCHEMA, List.of()),
            0);
    try (writer) {
      writer.write(
          new TextRow(List.of(commit.run(), commit.state(), ChangeJson.of(commit.changes()))));
      NewRow row = new NewRow(commit, before, writer.finish(), folder);
      Optional<JointCommit> joint =
          found.isEmpty() ? Optional.empty() : JointCommit.with(catalog, identifier());
      if (joint.isPresent()
          && joint
                  .get()
                  .commit(
                      commit.changes(),
                      change -> context(change, commit.run(), folder, fileBytes),
                      row)
              instanceof JointCommit.Committed committed) {
        return committed.left();
      }
      row.commitAlone(found, created);
      return commit.changes();
    } catch (Conflict e) {
      writer.discard();
      throw e;
    }
  }

  /** The row of a commit. */
  private final class NewRow implements JointCommit.JournalRow {
    private final Commit commit;
    private final Optional<Entry> before;
    private final List<DataFile> added;
    private final Path folder;

    NewRow(Commit commit, Optional<Entry> before, List<DataFile> added, Path folder) {
      this.commit = commit;
      this.before = before;
      this.added = added;
      this.folder = folder;
    }

    @Override
    public Transaction stage(Table journal, List<TableChange> left) throws IOException {
      // A new transaction looks at the table again.
      Transaction transaction = journal.newTransaction();
      requireUnchanged(Optional.of(journal), before);
      replace(transaction, Optional.of(journal));
      if (left.isEmpty()) {
        transaction.updateProperties().set(APPLIED, commit.run()).commit();
      }
      return transaction;
    }

    private void replace(Transaction transaction, Optional<Table> found) throws IOException {
      Long known = before.map(Entry::snapshot).orElse(null);
      OverwriteFiles overwrite = transaction.newOverwrite();
      overwrite.set(TableChange.RUN, commit.run());
      for (DataFile file : found.isEmpty() ? List.<DataFile>of() : LiveFiles.of(found.get())) {
        overwrite.deleteFile(file);
      }
      added.forEach(overwrite::addFile);
      overwrite.validateWith(ancestry -> RollForward.isFirst(ancestry, known));
      overwrite.commit();
    }

    /** Commits the journal by itself; it is the only one that changes. */
    void commitAlone(Optional<Table> found, @Nullable Transaction created) throws IOException {
      try {
        Transaction transaction = created == null ? found.orElseThrow().newTransaction() : created;
        replace(transaction, found);
        transaction.commitTransaction();
      } catch (ValidationException | CommitFailedException | AlreadyExistsException e) {
        if (!isCommitted(e)) {
          throw new Conflict(namespace, e);
        }
      } catch (RuntimeException e) {
        if (!isCommitted(e)) {
          throw e;
        }
      }
    }

    @Override
    public boolean isCommitted(RuntimeException failure) {
      try {
        return last(folder).filter(entry -> entry.run().equals(commit.run())).isPresent();
      } catch (IOException | RuntimeException e) {
        failure.addSuppressed(e);
        throw failure;
      }
    }
  }

  /** Another run has committed, so that nothing of this one is or becomes visible. */
  static final class Conflict extends IOException {
    private static final long serialVersionUID = 1L;

    Conflict(Namespace namespace, @Nullable Exception cause) {
      super(
          "Cannot commit the tables: another run committed to %s in the meantime. Nothing of this run is visible. Run again."
              .formatted(namespace),
          cause);
    }
  }

  private void requireUnchanged(Optional<Table> found, Optional<Entry> before) throws Conflict {
    Snapshot now = found.map(Table::currentSnapshot).orElse(null);
    Long known = before.map(Entry::snapshot).orElse(null);
    if (!Objects.equals(now == null ? null : now.snapshotId(), known)) {
      throw new Conflict(namespace, null);
    }
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
    table()
        .filter(table -> !value.equals(table.properties().get(property)))
        .ifPresent(table -> table.updateProperties().set(property, value).commit());
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
      commit(last, new Commit(run, json, List.of()), folder.path(), Long.MAX_VALUE);
      applied(run);
      set(SAVED, run);
    } catch (RuntimeException e) {
      throw IcebergSink.failure("save the state", e);
    }
  }
}
