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
import org.apache.iceberg.exceptions.ValidationException;
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

  /** What an attempt would commit. */
  private record Attempt(
      List<BaseTransaction> staged,
      List<TableCommit> commits,
      List<TableChange> planned,
      List<TableChange> left) {
    Attempt() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(TableIdentifier table, Transaction transaction) {
      BaseTransaction base = (BaseTransaction) transaction;
      staged.add(base);
      commits.add(TableCommit.create(table, base.startMetadata(), base.currentMetadata()));
    }

    /** Deletes what was written for it, except the data files that the run planned at first. */
    void discard(List<TableChange> first) {
      for (BaseTransaction transaction : staged) {
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
      for (int i = 0; i < planned.size(); i++) {
        planned.get(i).deleteAddsNotIn(first.get(i), staged.get(0).table().io());
      }
    }

    /** Deletes the data files that another plan has replaced. */
    void deleteReplaced(List<TableChange> first) {
      for (int i = 0; i < planned.size(); i++) {
        first.get(i).deleteAddsNotIn(planned.get(i), staged.get(0).table().io());
      }
    }
  }

  /**
   * Commits. A table that another program changes at this moment is planned again.
   *
   * @return the changes that are still to be made; empty if nothing is committed, and the journal
   *     has to be committed alone
   * @throws IOException if another run has committed
   */
  Optional<List<TableChange>> commit(
      List<TableChange> changes,
      Function<TableChange, TableChange.Context> contexts,
      JournalRow row)
      throws IOException {
    for (int count = 0; count < ATTEMPTS; count++) {
      Attempt attempt = new Attempt();
      boolean isRefused = true;
      try {
        for (TableChange change : changes) {
          stage(change, contexts.apply(change), attempt);
        }
        if (attempt.staged().isEmpty()) {
          return Optional.empty();
        }
        attempt.add(journal, row.stage(catalog.loadTable(journal), attempt.left()));
        isRefused = false;
        catalog.commitTransaction(attempt.commits());
        attempt.deleteReplaced(changes);
        return Optional.of(attempt.left());
      } catch (CommitFailedException | ValidationException e) {
        // The first request may have done it, and its repetition was refused.
        if (row.isCommitted(e)) {
          return Optional.of(changes);
        }
        isRefused = true;
      } catch (NoSuchTableException
          | UnsupportedOperationException
          | BadRequestException
          | ForbiddenException e) {
        if (isRefused) {
          throw e;
        }
        // It does not take such a request, although it does not say so.
        isRefused = true;
        return Optional.empty();
      } catch (RuntimeException e) {
        if (isRefused) {
          throw e;
        }
        // If it still arrives, the commit of the journal alone finds it there.
        return row.isCommitted(e) ? Optional.of(changes) : Optional.empty();
      } finally {
        if (isRefused) {
          attempt.discard(changes);
        }
      }
    }
    return Optional.empty();
  }

  private void stage(TableChange change, TableChange.Context context, Attempt attempt)
      throws IOException {
    Table found;
    try {
      found = catalog.loadTable(context.table());
    } catch (NoSuchTableException e) {
      attempt.left().add(change);
      attempt.planned().add(change);
      return;
    }
    TableChange fitting = change.fitting(found, context);
    attempt.planned().add(fitting);
    attempt.add(context.table(), fitting.stage(found, context));
  }
}
