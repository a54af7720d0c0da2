package io.github.customerio4j.iceberg;

import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.jspecify.annotations.Nullable;

/** The tables of one run: their files are made while it writes, and become visible at the end. */
final class IcebergTransaction implements SinkTransaction {
  private final IcebergSink sink;
  private final Journal journal;
  private final String run;
  private final LocalFolder folder;
  private final Optional<Journal.Entry> before;
  private final Set<String> names = new HashSet<>();
  private final List<Opened> opened = new ArrayList<>();
  private Set<String> known = Set.of();
  private @Nullable IcebergTableWriter writing;
  private boolean hasEnded;
  private boolean isCommitted;

  private record Opened(IcebergTableWriter writer, String location) {}

  /** Finishes the run that died, if one did. */
  IcebergTransaction(IcebergSink sink, Journal journal, String run, LocalFolder folder)
      throws IOException {
    this.sink = sink;
    this.journal = journal;
    this.run = run;
    this.folder = folder;
    this.before = journal.last(folder.path());
    if (before.isPresent() && !before.get().isApplied()) {
      apply(before.get().run(), before.get().changes());
    }
  }

  private void apply(String ofRun, List<TableChange> changes) throws IOException {
    for (TableChange change : changes) {
      TableChange.Context context = journal.context(change, ofRun, folder.path(), sink.fileBytes());
      new RollForward(change, context).apply();
    }
    journal.applied(ofRun);
  }

  @Override
  public void known(Set<String> tables) {
    known = Set.copyOf(tables);
  }

  @Override
  public Optional<String> unsavedState() {
    return before.filter(entry -> !entry.isSaved()).map(Journal.Entry::state);
  }

  @Override
  public TableWriter open(TableSchema schema) throws IOException {
    requireReady("open table " + schema.name());
    if (!names.add(schema.name().toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "Cannot open table "
              + schema.name()
              + ": it was opened before, or one of the same letters");
    }
    try {
      TableIdentifier identifier = sink.identifier(schema.name());
      Optional<Table> table = table(identifier);
      if (table.isPresent()) {
        IcebergSink.requireOwn(table.get(), identifier, known.contains(schema.name()));
        if (before.isPresent()) {
          Leftovers.delete(table.get(), before.get());
        }
      }
      Place place = table.map(found -> place(() -> found, schema.name())).orElse(null);
      String location = "";
      if (place == null) {
        PlannedTable planned = new PlannedTable(sink.catalog(), identifier, sink.clock());
        place = place(planned, schema.name());
        location = planned.get().location();
      }
      IcebergTableWriter writer = new IcebergTableWriter(schema, table, place, sink);
      writing = writer;
      opened.add(new Opened(writer, location));
      return writer;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      throw IcebergSink.failure("write table " + schema.name(), e);
    }
  }

  private Optional<Table> table(TableIdentifier identifier) {
    try {
      return Optional.of(sink.catalog().loadTable(identifier));
    } catch (NoSuchTableException e) {
      return Optional.empty();
    }
  }

  private Place place(Supplier<Table> table, String name) {
    String mark = Leftovers.mark(before.map(Journal.Entry::snapshot).orElse(0L), run);
    return Place.of(table, name, mark, folder.path(), sink.fileBytes());
  }

  @Override
  public List<WrittenTable> commit(String state) throws IOException {
    requireReady("commit");
    hasEnded = true;
    List<TableChange> changes = new ArrayList<>();
    List<WrittenTable> written = new ArrayList<>();
    for (Opened table : opened) {
      if (table.writer().isComplete()) {
        TableChange change = table.writer().change(table.location());
        changes.add(change);
        written.add(table.writer().written(sink.identifier(change.table()).toString()));
      }
    }
    // It may be committed, even if the answer is an error: the files stay until it is known.
    isCommitted = true;
    try {
      List<TableChange> left =
          journal.commit(
              before, new Journal.Commit(run, state, changes), folder.path(), sink.fileBytes());
      apply(run, left);
      sink.expire(changes);
      return written;
    } catch (Journal.Conflict e) {
      isCommitted = false;
      throw e;
    } catch (RuntimeException e) {
      throw IcebergSink.failure("commit", e);
    }
  }

  @Override
  public void stateSaved() throws IOException {
    try {
      journal.saved(folder.path());
    } catch (RuntimeException e) {
      throw IcebergSink.failure("note that the state is saved", e);
    }
  }

  private void requireReady(String what) {
    IcebergTableWriter last = writing;
    if (hasEnded || (last != null && last.isOpen())) {
      throw new IllegalStateException(
          "Cannot "
              + what
              + (hasEnded ? ": the run has ended." : ": a table is being written. Complete it."));
    }
  }

  @Override
  public void close() throws IOException {
    hasEnded = true;
    try (folder) {
      for (Opened table : opened) {
        table.writer().close();
        if (!isCommitted) {
          table.writer().discard();
        }
      }
      opened.clear();
    }
  }
}
