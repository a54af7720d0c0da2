package io.github.customerio4j.iceberg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableCommit;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.rest.RESTCatalog;

/**
 * The commit of the journal and of all tables that exist in one request, which some REST catalogs
 * take. Tables that the run makes come after it: catalogs do not make tables in such a request, and
 * an empty one would be visible before the commit.
 */
final class JointCommit {
  private static final int ATTEMPTS = 20;

  private final RESTCatalog catalog;
  private final TableIdentifier journal;

  private JointCommit(RESTCatalog catalog, TableIdentifier journal) {
    this.catalog = catalog;
    this.journal = journal;
  }

  /** Empty if the catalog says that it takes one table at a time. */
  static Optional<JointCommit> with(Catalog catalog, TableIdentifier journal) {
    if (!(catalog instanceof RESTCatalog rest)) {
      return Optional.empty();
    }
    try {
      // The library has no question for this. Without tables it looks at what the server offers,
      // and sends nothing.
      rest.commitTransaction(List.of());
    } catch (UnsupportedOperationException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(new JointCommit(rest, journal));
    }
    return Optional.of(new JointCommit(rest, journal));
  }

  /** How a commit ended. */
  sealed interface Outcome {}

  /**
   * The run is committed.
   *
   * @param left the changes that are still to be made; some of them may be there already
   */
  record Committed(List<TableChange> left) implements Outcome {}

  /** The run is not known to be committed: the journal has to be committed alone. */
  enum NotCommitted implements Outcome {
    /** No table of the run exists yet. */
    NO_TABLE,
    /** The catalog does not take such a request. */
    NOT_TAKEN,
    /** Another program changed a table, at each attempt. */
    REFUSED,
    /** The answer got lost, and the commit is not there so far. */
    ANSWER_LOST
  }

  /** An answer that is no success. */
  private record Fault(NotCommitted reason, RuntimeException failure) {}

  /** What the journal adds to a commit. */
  interface JournalRow {
    /**
     * Adds the row to a transaction of the journal.
     *
     * @param left the changes that come after the commit
     * @throws IOException if another run has committed
     */
    Transaction stage(Table journal, List<TableChange> left) throws IOException;

    /**
     * Whether the commit is there, although the answer to it says otherwise.
     *
     * @throws RuntimeException the failure, if that cannot be found out
     */
    boolean isCommitted(RuntimeException failure);
  }

  /** The plan for a table that exists, and the one that the run began with. */
  private record Plan(Table table, TableChange first, TableChange now) {}

  /** What an attempt would commit. */
  private record Attempt(
      List<BaseTransaction> staged,
      List<TableCommit> commits,
      List<Plan> plans,
      List<TableChange> left) {
    Attempt() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(TableIdentifier table, Transaction transaction) {
      BaseTransaction base = (BaseTransaction) transaction;
      staged.add(base);
      commits.add(TableCommit.create(table, base.startMetadata(), base.currentMetadata()));
    }

    /**
     * Deletes what was written for it, except the data files that the run began with.
     *
     * @param reason the failure; gets those of this
     */
    void discard(Exception reason) {
      try {
        staged.forEach(Attempt::discard);
        plans.forEach(plan -> plan.now().deleteAddsNotIn(plan.first(), plan.table().io()));
      } catch (RuntimeException e) {
        reason.addSuppressed(e);
      }
    }

    private static void discard(BaseTransaction transaction) {
      FileIO io = transaction.table().io();
      List<String> files = new ArrayList<>();
      for (Snapshot snapshot : transaction.currentMetadata().snapshots()) {
        if (transaction.startMetadata().snapshot(snapshot.snapshotId()) == null) {
          for (ManifestFile manifest : snapshot.allManifests(io)) {
            if (Objects.equals(manifest.snapshotId(), snapshot.snapshotId())) {
              files.add(manifest.path());
            }
          }
          files.add(snapshot.manifestListLocation());
        }
      }
      CatalogUtil.deleteFiles(io, files, "uncommitted", false);
    }

    /** Deletes the data files that another plan has replaced. */
    void deleteReplaced() {
      plans.forEach(plan -> plan.first().deleteAddsNotIn(plan.now(), plan.table().io()));
    }
  }

  /**
   * Commits. A table that another program changes at this moment is planned again.
   *
   * @throws IOException if another run has committed
   */
  Outcome commit(
      List<TableChange> changes,
      Function<TableChange, TableChange.Context> contexts,
      JournalRow row)
      throws IOException {
    for (int count = 0; count < ATTEMPTS; count++) {
      Attempt attempt = staged(changes, contexts, row);
      if (attempt.plans().isEmpty()) {
        return NotCommitted.NO_TABLE;
      }
      Optional<Fault> fault = send(attempt);
      if (fault.isEmpty()) {
        return new Committed(attempt.left());
      }
      RuntimeException failure = fault.get().failure();
      NotCommitted reason = fault.get().reason();
      // The first request may have done it, and only its answer got lost.
      if (reason != NotCommitted.NOT_TAKEN && row.isCommitted(failure)) {
        return new Committed(changes);
      }
      if (reason == NotCommitted.ANSWER_LOST) {
        // If it still arrives, the commit of the journal alone finds it there.
        return reason;
      }
      attempt.discard(failure);
      if (reason == NotCommitted.NOT_TAKEN) {
        return reason;
      }
    }
    return NotCommitted.REFUSED;
  }

  /** Sends the request for all tables; empty if the catalog has accepted it. */
  private Optional<Fault> send(Attempt attempt) {
    try {
      catalog.commitTransaction(attempt.commits());
      attempt.deleteReplaced();
      return Optional.empty();
    } catch (CommitFailedException e) {
      return Optional.of(new Fault(NotCommitted.REFUSED, e));
    } catch (NoSuchTableException
        | UnsupportedOperationException
        | BadRequestException
        | ForbiddenException e) {
      // It does not take such a request, although it does not say so.
      return Optional.of(new Fault(NotCommitted.NOT_TAKEN, e));
    } catch (RuntimeException e) {
      return Optional.of(new Fault(NotCommitted.ANSWER_LOST, e));
    }
  }

  /** Plans the tables that exist, and with them the journal; without any there is no plan. */
  private Attempt staged(
      List<TableChange> changes,
      Function<TableChange, TableChange.Context> contexts,
      JournalRow row)
      throws IOException {
    Attempt attempt = new Attempt();
    try {
      for (TableChange change : changes) {
        stage(change, contexts.apply(change), attempt);
      }
      if (!attempt.plans().isEmpty()) {
        attempt.add(journal, row.stage(catalog.loadTable(journal), attempt.left()));
      }
      return attempt;
    } catch (IOException | RuntimeException e) {
      attempt.discard(e);
      throw e;
    }
  }

  private void stage(TableChange change, TableChange.Context context, Attempt attempt)
      throws IOException {
    Table found;
    try {
      found = catalog.loadTable(context.table());
    } catch (NoSuchTableException e) {
      attempt.left().add(change);
      return;
    }
    TableChange fitting = Replanning.fitting(change, found, context);
    attempt.plans().add(new Plan(found, change, fitting));
    attempt.add(context.table(), RollForward.stage(fitting, found, context.run()));
  }
}
