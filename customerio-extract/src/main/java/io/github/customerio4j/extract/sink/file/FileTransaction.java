package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.io.DurableFiles;
import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One run's files. They are written in the staging folder and forced to the disk. Then a journal of
 * the moves is written there, which is the commit. Then the moves are made.
 */
final class FileTransaction implements SinkTransaction {

  private final StagingFolder staging;
  private final OutputFolder output;
  private final FileFormat format;
  private Optional<String> unsavedState;
  private final CallOrder order = new CallOrder();
  private final List<StagedTable> completed = new ArrayList<>();
  private final FolderOwner owner;
  private boolean closed;

  /**
   * A table whose files are complete and on the disk.
   *
   * @param files their names in the output folder, the data file first
   * @param rewritten the names of previous files that are written again
   * @param suffixes the ends of the other files' names, after the data file's name
   */
  private record StagedTable(
      TableSchema schema,
      List<String> files,
      List<String> rewritten,
      Set<String> suffixes,
      WrittenTable written) {}

  private FileTransaction(
      StagingFolder staging,
      OutputFolder output,
      FileFormat format,
      FolderOwner owner,
      Optional<String> unsavedState) {
    this.owner = owner;
    this.staging = staging;
    this.output = output;
    this.format = format;
    this.unsavedState = unsavedState;
  }

  /** Takes over a staging folder: first finishes or undoes the run that left files there. */
  static FileTransaction begin(
      StagingFolder staging, Path directory, FileFormat format, FolderOwner owner, Clock clock)
      throws IOException {
    Optional<CommitJournal> journal = CommitJournal.find(staging);
    if (journal.isPresent()) {
      finish(journal.get(), staging, directory);
    }
    Optional<String> state = journal.flatMap(CommitJournal::state);
    staging.clear(state.isPresent() ? Set.of(CommitJournal.FILE) : Set.of());
    if (state.isPresent()) {
      // Only the state is left: the next run must not take this run's files for the dead run's.
      CommitJournal.of(staging, directory, List.of(), List.of(), state.get()).write(staging);
    }
    OutputFolder output = OutputFolder.open(directory, format, clock);
    return new FileTransaction(staging, output, format, owner, state);
  }

  @Override
  public TableWriter open(TableSchema schema) throws IOException {
    order.requireTable(schema.name());
    Path staged = staging.staged(output.dataFile(schema));
    List<Path> previous = output.appendedTo(schema).stream().map(output::resolve).toList();
    NewFile file = new NewFile(schema, staged, output.runId(schema), previous);
    return order.opened(FileTableWriter.open(format, file, bytes -> complete(file, bytes)));
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
    order.requireCommit();
    List<String> files = new ArrayList<>();
    List<String> removals = new ArrayList<>();
    for (StagedTable table : completed) {
      // First the previous files, so that a reader never has values that do not fit theirs.
      files.addAll(table.rewritten());
      files.addAll(table.files());
      removals.addAll(output.superseded(table.schema(), table.suffixes()));
    }
    for (StagedTable table : completed) {
      checkMoves(table);
    }
    owner.mark();
    CommitJournal journal = CommitJournal.of(staging, output.path(), files, removals, state);
    journal.write(staging);
    move(journal);
    return completed.stream().map(StagedTable::written).toList();
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    FileTableWriter writer = order.end();
    if (writer != null) {
      writer.close();
    }
    // With a journal the run is committed: the next run finishes moves and the state.
    if (Files.exists(staging.resolve(CommitJournal.FILE))) {
      staging.close();
    } else {
      staging.remove();
    }
  }

  private void complete(NewFile newFile, long bytes) throws IOException {
    TableSchema schema = newFile.schema();
    String dataFile = output.dataFile(schema);
    List<String> files = new ArrayList<>(List.of(dataFile));
    Map<String, byte[]> companions = format.companions(schema);
    for (Map.Entry<String, byte[]> companion : companions.entrySet()) {
      String file = dataFile + companion.getKey();
      staging.write(staging.staged(file).getFileName().toString(), companion.getValue());
      files.add(file);
    }
    WrittenTable written =
        new WrittenTable(schema.name(), output.resolve(dataFile).toString(), bytes);
    completed.add(new StagedTable(schema, files, rewritten(newFile), companions.keySet(), written));
  }

  /** Writes again those of the previous files that do not fit the new one. */
  private List<String> rewritten(NewFile file) throws IOException {
    List<String> rewritten = new ArrayList<>();
    for (Path previous : format.outdated(file)) {
      String name = output.path().relativize(previous).toString().replace('\\', '/');
      Path staged = staging.staged(name);
      format.rewrite(previous, file, staged);
      DurableFiles.forceFile(staged);
      rewritten.add(name);
    }
    return rewritten;
  }

  /** Fails while the run can still be undone, if something would stop a move. */
  private void checkMoves(StagedTable table) throws IOException {
    boolean isAppended = output.runId(table.schema()).isPresent();
    Path folder = output.resolve(table.schema().name());
    if (isAppended && Files.exists(folder)) {
      checkFolder(folder);
    }
    for (String file : table.files()) {
      Path target = output.resolve(file);
      if (Files.notExists(staging.staged(file))) {
        throw new IOException(
            "Cannot commit the tables: %s is missing from the staging folder %s. Run again, and keep"
                    .formatted(staging.staged(file).getFileName(), staging.path())
                + " others from cleaning that folder.");
      }
      if (Files.isDirectory(target)) {
        throw new IOException(
            "Cannot commit the tables: %s is a folder. Remove it and run again.".formatted(target));
      }
      if (isAppended && Files.exists(target)) {
        throw new IOException(
            "Cannot commit the tables: %s was made by another process. Run again."
                .formatted(target));
      }
    }
  }

  private void checkFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          "Cannot commit the tables: %s is not a folder. Remove it and run again."
              .formatted(folder));
    }
    if (!StagingFolder.device(folder).equals(StagingFolder.device(staging.path()))) {
      throw new IOException(
          ("Cannot commit the tables: %s is on another file system than the staging folder %s."
                  + " Put a folder in its place.")
              .formatted(folder, staging.path()));
    }
  }

  private void move(CommitJournal journal) throws IOException {
    try {
      journal.complete(staging, output.path());
    } catch (AtomicMoveNotSupportedException e) {
      // All moves are alike, so the first one failed, and the commit can be undone.
      Files.delete(staging.resolve(CommitJournal.FILE));
      throw new IOException(
          "Cannot commit the tables: the staging folder %s is on another file system than %s. Name"
                  .formatted(staging.path(), output.path())
              + " a staging folder on the same one.",
          e);
    } catch (IOException e) {
      throw unfinished("the run", staging, output.path(), e);
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
}
