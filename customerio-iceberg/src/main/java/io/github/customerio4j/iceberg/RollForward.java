package io.github.customerio4j.iceberg;

import java.io.IOException;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.jspecify.annotations.Nullable;

/** Brings a table to the change that the journal has for it. */
final class RollForward {
  private static final int ATTEMPTS = 20;

  private final TableChange change;
  private final TableChange.Context context;

  RollForward(TableChange change, TableChange.Context context) {
    this.change = change;
    this.context = context;
  }

  /** Brings the table to this change, unless it is there. */
  void apply() throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      TableChange fitting = change;
      Table found = null;
      try {
        if (!context.catalog().tableExists(context.table())) {
          create();
          return;
        }
        found = context.catalog().loadTable(context.table());
        if (context.run().equals(found.properties().get(TableChange.RUN))
            || !context.isLast().look()) {
          // A later run has finished this one before its own commit, and may have changed it since.
          return;
        }
        fitting = Replanning.fitting(change, found, context);
        stage(fitting, found, context.run()).commitTransaction();
        change.deleteAddsNotIn(fitting, found.io());
        return;
      } catch (CommitStateUnknownException | RESTException e) {
        if (!isDone(e)) {
          throw e;
        }
        return;
      } catch (ValidationException | CommitFailedException | AlreadyExistsException e) {
        // Somebody else changed the table between the look at it and the commit.
        if (found != null) {
          fitting.deleteAddsNotIn(change, found.io());
        }
        if (attempt == ATTEMPTS - 1) {
          throw new IOException(
              "Cannot write table %s: other programs change it all the time. The run is committed; the next one finishes this table."
                  .formatted(change.table()),
              e);
        }
      }
    }
  }

  /** Whether the table has this change, although the answer to it was lost. */
  private boolean isDone(RuntimeException failure) {
    try {
      return context.catalog().tableExists(context.table())
          && context
              .run()
              .equals(
                  context.catalog().loadTable(context.table()).properties().get(TableChange.RUN));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  private void create() {
    Transaction transaction =
        context
            .catalog()
            .buildTable(context.table(), change.schema())
            .withLocation(change.location())
            .withPartitionSpec(change.spec())
            .withProperties(change.properties())
            .withProperty(TableChange.RUN, context.run())
            .createTransaction();
    if (!change.adds().isEmpty()) {
      AppendFiles append = transaction.newAppend();
      describe(append, change, context.run());
      change.adds().forEach(append::appendFile);
      append.commit();
    }
    transaction.commitTransaction();
  }

  /** Makes a change that fits in a transaction that is not committed yet. */
  static Transaction stage(TableChange change, Table found, String run) throws IOException {
    // A new transaction looks at the table again: what the change fits is what was found before.
    Snapshot looked = found.currentSnapshot();
    Long base = looked == null ? null : looked.snapshotId();
    Map<String, DataFile> live = change.replaces() ? Map.of() : LiveFiles.byAddress(found);
    Schema after = change.columnsAfter(found);
    boolean hasColumns = after.sameSchema(found.schema());
    Transaction transaction = found.newTransaction();
    Partitions.release(transaction, after);
    if (!hasColumns) {
      UpdateSchema update = transaction.updateSchema();
      TableColumns.evolve(update, found.schema(), change.schema(), change.replaces());
      update.commit();
    }
    if (change.replaces() || !change.adds().isEmpty() || !change.removals().isEmpty()) {
      OverwriteFiles overwrite = overwrite(transaction, change, live);
      describe(overwrite, change, run);
      overwrite.validateWith(before -> isFirst(before, base));
      overwrite.commit();
    }
    UpdateProperties update = transaction.updateProperties();
    change.properties().forEach(update::set);
    update.set(TableChange.RUN, run);
    update.commit();
    return transaction;
  }

  private static OverwriteFiles overwrite(
      Transaction transaction, TableChange change, Map<String, DataFile> live) {
    PartitionSpec actual =
        change.adds().isEmpty()
            ? transaction.table().spec()
            : Partitions.adopt(transaction, change.spec());
    OverwriteFiles overwrite = transaction.newOverwrite();
    if (change.replaces()) {
      overwrite.overwriteByRowFilter(Expressions.alwaysTrue());
    }
    for (String address : change.removals()) {
      DataFile file = live.get(address);
      if (file != null) {
        overwrite.deleteFile(file);
      }
    }
    change.adds().forEach(file -> overwrite.addFile(Partitions.in(actual, file)));
    return overwrite;
  }

  /** Notes the run, and the digest of its rows, in a snapshot. */
  private static void describe(SnapshotUpdate<?> snapshot, TableChange change, String run) {
    snapshot.set(TableChange.RUN, run);
    String rows = change.properties().get(TableChange.ROWS);
    if (rows != null) {
      snapshot.set(TableChange.ROWS, rows);
    }
  }

  /** Whether the newest snapshot is the one that was looked at; null if there was none. */
  static boolean isFirst(Iterable<Snapshot> ancestry, @Nullable Long base) {
    var newest = ancestry.iterator();
    return base == null
        ? !newest.hasNext()
        : newest.hasNext() && newest.next().snapshotId() == base;
  }
}
