package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.sink.SinkTransaction;
import io.github.customerio4j.extract.sink.TableSchema;
import io.github.customerio4j.extract.sink.TableWriter;
import io.github.customerio4j.extract.sink.WrittenTable;
import io.github.customerio4j.extract.sink.file.LogEntry.Add;
import io.github.customerio4j.extract.sink.file.LogEntry.TableFile;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One run's files. Each is made in the local scratch folder and uploaded while the next table is
 * written. Then an entry of the log is made, which is the commit. Then the files are copied into
 * place, unless readers follow the log.
 */
final class ObjectTransaction implements SinkTransaction {
  private final ObjectSink.Terms terms;
  private final CommitLog log;
  private final ObjectStore store;
  private final StagingFolder scratch;
  private final Transfers transfers;
  private final CommitFinish finish;
  private final SavedStates saved;
  private final Optional<LogEntry> last;
  private final StagedRun staged;
  private final ObjectNames names;
  private final CallOrder order = new CallOrder();
  private final List<UploadedTable> completed = new ArrayList<>();
  private final Set<String> uploads = new TreeSet<>();
  private final Set<String> marks = new TreeSet<>();
  private Optional<LogEntry> unsaved;
  private boolean isMaybeCommitted;
  private boolean isClosed;

  /**
   * A table whose files are complete.
   *
   * @param rewritten previous files that are written again, by their former keys
   * @param adds all files, in the order in which they are copied
   */
  private record UploadedTable(
      TableSchema schema,
      TableFile file,
      Map<String, TableFile> rewritten,
      List<Add> adds,
      WrittenTable written) {}

  private ObjectTransaction(
      ObjectSink.Terms terms,
      CommitLog log,
      StagingFolder scratch,
      Transfers transfers,
      SavedStates saved)
      throws IOException {
    this.terms = terms;
    this.log = log;
    this.store = log.store();
    this.scratch = scratch;
    this.transfers = transfers;
    this.saved = saved;
    this.finish = new CommitFinish(log, scratch, transfers);
    this.last = log.latest();
    if (last.isPresent()) {
      terms.require(last.get(), store.location());
      finish.beforeRun(last.get());
    }
    this.unsaved = saved.unsaved(last);
    this.names = new ObjectNames(terms.format(), terms.layout(), tables(), terms.clock().instant());
    this.staged = new StagedRun(last.map(LogEntry::number).orElse(0L) + 1, names.run());
  }

  /** Takes over a prefix: first finishes the last commit, if its run died. */
  static ObjectTransaction begin(
      ObjectSink.Terms terms, CommitLog log, StagingFolder scratch, SavedStates saved)
      throws IOException {
    Transfers transfers = new Transfers();
    ObjectTransaction transaction = null;
    try {
      scratch.clear(Set.of());
      transaction = new ObjectTransaction(terms, log, scratch, transfers, saved);
      return transaction;
    } finally {
      if (transaction == null) {
        transfers.close();
      }
    }
  }

  private Map<String, List<TableFile>> tables() {
    return last.map(LogEntry::tables).orElse(Map.of());
  }

  @Override
  public TableWriter open(TableSchema schema) throws IOException {
    order.requireTable(schema.name());
    Path path = scratch.staged(names.dataFile(schema));
    FetchedFiles previous = new FetchedFiles(store, scratch, names.appendedTo(schema));
    NewFile file = new NewFile(schema, path, names.runId(schema), previous);
    try {
      return order.opened(
          FileTableWriter.open(terms.format(), file, bytes -> complete(file, previous, bytes)));
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void complete(NewFile newFile, FetchedFiles previous, long bytes) throws IOException {
    TableSchema schema = newFile.schema();
    String key = names.dataFile(schema);
    List<Add> adds = new ArrayList<>();
    // First the previous files, so that a reader never has values that do not fit theirs.
    Map<String, TableFile> rewritten = rewritten(newFile, previous, adds);
    previous.delete();
    adds.add(upload(schema, key, newFile.path()));
    Map<String, byte[]> companions = terms.format().companions(schema);
    for (Map.Entry<String, byte[]> companion : companions.entrySet()) {
      Path path = scratch.staged(key + companion.getKey());
      Files.write(path, companion.getValue());
      adds.add(upload(schema, key + companion.getKey(), path));
    }
    TableFile file = new TableFile(key, bytes, List.copyOf(new TreeSet<>(companions.keySet())));
    WrittenTable written =
        new WrittenTable(schema.name(), ObjectSink.Terms.address(store.location(), key), bytes);
    completed.add(new UploadedTable(schema, file, rewritten, adds, written));
  }

  /** Writes again those of the previous files that do not fit the new one. */
  private Map<String, TableFile> rewritten(NewFile file, FetchedFiles previous, List<Add> adds)
      throws IOException {
    Map<String, TableFile> rewritten = new LinkedHashMap<>();
    try {
      for (Path outdated : terms.format().outdated(file)) {
        String former = previous.of(outdated).key();
        String key = names.rewritten(file.schema(), former, rewritten.size() + 1);
        Path path = scratch.staged("again/" + key);
        terms.format().rewrite(outdated, file, path);
        Add add = upload(file.schema(), key, path);
        rewritten.put(former, new TableFile(key, add.bytes(), List.of()));
        adds.add(add);
      }
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
    return rewritten;
  }

  /** Starts to upload a finished file, which is deleted then. */
  private Add upload(TableSchema schema, String key, Path path) throws IOException {
    long bytes = Files.size(path);
    boolean isInPlace = terms.layout() == ObjectSink.Layout.LOG;
    String target = isInPlace ? key : staged.file(key);
    uploads.add(target);
    if (isInPlace) {
      marks.add(staged.upload(key));
    }
    start(
        () -> {
          if (isInPlace) {
            // Before the file, so that whoever sweeps up after a dead run finds it.
            store.createIfAbsent(staged.upload(key), new byte[0]);
          }
          store.upload(target, path);
          Files.delete(path);
        });
    return new Add(schema.name(), key, isInPlace ? Optional.empty() : Optional.of(target), bytes);
  }

  private void start(Transfers.Transfer transfer) throws IOException {
    try {
      transfers.start(transfer);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** A run that has lost may find that the winner has ended its uploads; it is told why. */
  private IOException failed(IOException upload) throws IOException {
    log.requireFree(staged);
    return upload;
  }

  @Override
  public Optional<String> unsavedState() {
    return unsaved.map(LogEntry::state);
  }

  @Override
  public void stateSaved() throws IOException {
    if (unsaved.isPresent()) {
      saved.mark(unsaved.get());
      unsaved = Optional.empty();
    }
  }

  @Override
  public List<WrittenTable> commit(String state) throws IOException {
    order.requireCommit();
    try {
      transfers.await();
    } catch (IOException e) {
      throw failed(e);
    }
    LogEntry entry = entry(state);
    isMaybeCommitted = true;
    try {
      log.append(entry);
    } catch (CommitLog.LostException e) {
      isMaybeCommitted = false;
      throw e;
    }
    unsaved = Optional.of(entry);
    finish.afterCommit(entry);
    return completed.stream().map(UploadedTable::written).toList();
  }

  private LogEntry entry(String state) {
    Map<String, List<TableFile>> tables = new LinkedHashMap<>(tables());
    List<Add> adds = new ArrayList<>();
    Set<String> removals = new LinkedHashSet<>();
    for (UploadedTable table : completed) {
      List<TableFile> before = tables.getOrDefault(table.schema().name(), List.of());
      List<TableFile> files = new ArrayList<>();
      if (names.runId(table.schema()).isPresent()) {
        before.forEach(file -> files.add(table.rewritten().getOrDefault(file.key(), file)));
      }
      files.add(table.file());
      before.forEach(file -> removals.addAll(file.keys()));
      files.forEach(file -> removals.removeAll(file.keys()));
      tables.put(table.schema().name(), files);
      adds.addAll(table.adds());
    }
    return new LogEntry(
        staged.number(),
        staged.run(),
        terms.clock().instant(),
        terms.layout(),
        terms.format().extension(),
        terms.workspace().or(() -> last.flatMap(LogEntry::workspace)),
        adds,
        List.copyOf(removals),
        tables,
        state);
  }

  @Override
  public void close() throws IOException {
    if (isClosed) {
      return;
    }
    isClosed = true;
    try {
      FileTableWriter writer = order.end();
      if (writer != null) {
        writer.close();
      }
      transfers.close();
      if (!isMaybeCommitted) {
        delete(uploads);
        // After the files, to which they lead.
        delete(marks);
      }
    } finally {
      transfers.close();
      scratch.remove();
    }
  }

  private void delete(Set<String> keys) throws IOException {
    if (!keys.isEmpty()) {
      store.delete(keys);
    }
  }
}
