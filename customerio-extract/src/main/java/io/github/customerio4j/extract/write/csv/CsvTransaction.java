package io.github.customerio4j.extract.write.csv;

import io.github.customerio4j.extract.write.SinkTransaction;
import io.github.customerio4j.extract.write.TableSchema;
import io.github.customerio4j.extract.write.TableWriter;
import io.github.customerio4j.extract.write.WrittenTable;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run's files. They are made in the staging folder and forced to the disk; then a journal of
 * the moves is written there, which is the commit; then the moves are made.
 */
final class CsvTransaction implements SinkTransaction {

  private final StagingFolder staging;
  private final Path directory;
  private final ManifestForm form;
  private final Formulas formulas;
  private Optional<String> unsavedState;
  private final Set<String> names = new HashSet<>();
  private final List<WrittenTable> completed = new ArrayList<>();
  private @Nullable CsvTableWriter writer;
  private boolean ended;
  private boolean closed;

  private CsvTransaction(
      StagingFolder staging,
      Path directory,
      ManifestForm form,
      Formulas formulas,
      Optional<String> unsavedState) {
    this.staging = staging;
    this.directory = directory;
    this.form = form;
    this.formulas = formulas;
    this.unsavedState = unsavedState;
  }

  /** Takes over a staging folder, after it has finished or undone what a run left there. */
  static CsvTransaction begin(
      StagingFolder staging, Path directory, ManifestForm form, Formulas formulas)
      throws IOException {
    Optional<CommitJournal> journal = CommitJournal.find(staging);
    if (journal.isPresent()) {
      finish(journal.get(), staging, directory);
    }
    Optional<String> state = journal.flatMap(CommitJournal::state);
    staging.clear(state.isPresent() ? Set.of(CommitJournal.FILE) : Set.of());
    if (state.isPresent()) {
      // Whoever finds it now is not to take this run's files for those of the dead one.
      CommitJournal.of(staging, directory, List.of(), state.get()).write(staging);
    }
    return new CsvTransaction(staging, directory, form, formulas, state);
  }

  @Override
  public TableWriter open(TableSchema schema) throws IOException {
    requireReady("open table " + schema.name());
    // Case aside, because the folder may be on a disk, or go to a destination, that knows no case.
    if (!names.add(schema.name().toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "Cannot open table %s: a table of this name, upper and lower case aside, was opened before"
              .formatted(schema.name()));
    }
    CsvTableWriter opened =
        CsvTableWriter.open(
            schema,
            staging.resolve(dataFile(schema.name())),
            formulas,
            bytes -> complete(schema, bytes));
    writer = opened;
    return opened;
  }

  @Override
  public Optional<String> unsavedState() {
    return unsavedState;
  }

  @Override
  public void stateSaved() throws IOException {
    unsavedState = Optional.empty();
    staging.delete(CommitJournal.FILE);
  }

  @Override
  public List<WrittenTable> commit(String state) throws IOException {
    requireReady("commit the tables");
    ended = true;
    List<String> files = new ArrayList<>();
    for (WrittenTable table : completed) {
      files.add(dataFile(table.name()));
      files.add(manifestFile(table.name()));
    }
    checkMoves(files);
    CommitJournal journal = CommitJournal.of(staging, directory, files, state);
    journal.write(staging);
    move(journal);
    return List.copyOf(completed);
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    ended = true;
    if (writer != null) {
      writer.close();
    }
    // With a journal the run is committed, though a move or the state is missing: the next run
    // sees to it.
    if (Files.exists(staging.resolve(CommitJournal.FILE))) {
      staging.close();
    } else {
      staging.remove();
    }
  }

  private void complete(TableSchema schema, long bytes) throws IOException {
    String name = schema.name();
    staging.write(manifestFile(name), Manifest.of(schema, form));
    completed.add(new WrittenTable(name, directory.resolve(dataFile(name)).toString(), bytes));
  }

  /** What would stop a move is found while the run can still be undone. */
  private void checkMoves(List<String> files) throws IOException {
    for (String file : files) {
      if (Files.notExists(staging.resolve(file))) {
        throw new IOException(
            "Cannot commit the tables: %s vanished from the staging folder %s. Run again, and keep"
                    .formatted(file, staging.path())
                + " others from cleaning that folder.");
      }
      if (Files.isDirectory(directory.resolve(file))) {
        throw new IOException(
            "Cannot commit the tables: %s is a folder. Remove it and run again."
                .formatted(directory.resolve(file)));
      }
    }
  }

  private void move(CommitJournal journal) throws IOException {
    try {
      journal.complete(staging, directory);
    } catch (AtomicMoveNotSupportedException e) {
      // All moves are alike, so this was the first, and the commit can be taken back.
      Files.delete(staging.resolve(CommitJournal.FILE));
      throw new IOException(
          "Cannot commit the tables: the staging folder %s is on another file system than %s. Name"
                  .formatted(staging.path(), directory)
              + " a staging folder on the same one.",
          e);
    } catch (IOException e) {
      throw unfinished("the run", staging, directory, e);
    }
  }

  private static void finish(CommitJournal journal, StagingFolder staging, Path directory)
      throws IOException {
    if (!journal.leadsTo(staging, directory)) {
      throw new IOException(
          ("Cannot begin a run: a run that died left tables in %s for the folder %s, not for %s."
                  + " Give each output folder a staging folder of its own.")
              .formatted(
                  staging.path(),
                  staging.path().resolve(journal.directory()).normalize(),
                  directory));
    }
    try {
      journal.complete(staging, directory);
    } catch (IOException e) {
      throw unfinished("a run that died", staging, directory, e);
    }
  }

  private static IOException unfinished(
      String run, StagingFolder staging, Path directory, IOException cause) {
    return new IOException(
        ("Cannot finish %s, whose tables are whole in %s but not all moved to %s: %s. Remove the"
                + " cause; the next run finishes it first.")
            .formatted(run, staging.path(), directory, reason(cause)),
        cause);
  }

  static String reason(IOException e) {
    return e.getClass().getSimpleName() + " " + e.getMessage();
  }

  private void requireReady(String what) {
    if (ended) {
      throw new IllegalStateException("Cannot " + what + ": the run has ended");
    }
    if (writer != null && writer.isOpen()) {
      throw new IllegalStateException("Cannot " + what + ": the table before is not complete");
    }
  }

  private static String dataFile(String table) {
    return table + ".csv";
  }

  private static String manifestFile(String table) {
    return table + ".csv.manifest";
  }
}
