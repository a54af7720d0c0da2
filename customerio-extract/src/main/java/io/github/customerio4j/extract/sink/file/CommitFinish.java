package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.sink.file.LogEntry.Add;
import io.github.customerio4j.extract.sink.object.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What follows a commit: copies into place, removals, manifests, and at last the deletion of what
 * the run staged. The run does it, and the next one does it again if anything staged is still
 * there.
 *
 * <p>Two processes may finish the same commit side by side, because they do the same. One that is
 * so slow that another run has committed since must not undo that: its copies fail, as what they
 * copy was deleted before the other run began, and before anything else it looks for later entries.
 * A request that was on its way for the whole time of that other run is the only one that is not
 * stopped.
 */
final class CommitFinish {
  private final CommitLog log;
  private final ObjectStore store;
  private final StagingFolder scratch;
  private final Transfers transfers;

  CommitFinish(CommitLog log, StagingFolder scratch, Transfers transfers) {
    this.log = log;
    this.store = log.store();
    this.scratch = scratch;
    this.transfers = transfers;
  }

  /** Finishes the last commit, and deletes what runs left that have lost. */
  void beforeRun(LogEntry last) throws IOException {
    List<String> staged = StagedRun.keys(store, last.number());
    if (staged.stream().anyMatch(last::isStagedBy)) {
      try {
        complete(last);
      } catch (IOException e) {
        throw unfinished("a run that died", e);
      }
    }
    // Readers of the list before have had the time of a run.
    if (last.layout() == ObjectSink.Layout.LOG && !last.removals().isEmpty()) {
      store.delete(last.removals());
    }
    sweep(last, staged);
  }

  /** Finishes a commit that this process has just made. */
  void afterCommit(LogEntry entry) throws IOException {
    try {
      if (complete(entry)) {
        sweep(entry, StagedRun.keys(store, entry.number()));
      }
      log.prune(entry, entry.time());
    } catch (IOException e) {
      throw unfinished("the run", e);
    }
  }

  private IOException unfinished(String run, IOException e) {
    return new IOException(
        ("Cannot finish %s, whose tables are committed to %s but not all in place: %s. Remove the"
                + " cause; the next run finishes it first.")
            .formatted(run, store.location(), FileTransaction.reason(e)),
        e);
  }

  /** Returns false if a later run has finished the commit. */
  private boolean complete(LogEntry entry) throws IOException {
    Map<String, List<Add>> tables = new LinkedHashMap<>();
    for (Add add : entry.adds()) {
      tables.computeIfAbsent(add.table(), any -> new ArrayList<>()).add(add);
    }
    // Tables side by side; the files of one in their order, so that they can be read together.
    for (List<Add> adds : tables.values()) {
      transfers.start(() -> copy(adds));
    }
    transfers.await();
    if (!log.isLast(entry)) {
      return false;
    }
    // New files before removals: in between rows may be there twice, but none is missing.
    if (entry.layout() == ObjectSink.Layout.PLACE && !entry.removals().isEmpty()) {
      store.delete(entry.removals());
    }
    writeManifests(entry);
    return true;
  }

  private void copy(List<Add> adds) throws IOException {
    for (Add add : adds) {
      if (add.from().isPresent()) {
        try {
          store.copy(add.from().get(), add.key());
        } catch (NoSuchFileException finished) {
          // Staged files are deleted when all of them are in place.
        }
      }
    }
  }

  private void writeManifests(LogEntry entry) throws IOException {
    Set<String> tables = new LinkedHashSet<>();
    entry.adds().forEach(add -> tables.add(add.table()));
    for (String table : tables) {
      List<LogEntry.TableFile> files = entry.tables().getOrDefault(table, List.of());
      String location = store.location();
      upload(LoadManifests.addressesKey(table), LoadManifests.addresses(location, files));
      upload(LoadManifests.filesKey(table), LoadManifests.keys(files));
    }
    transfers.await();
  }

  private void upload(String key, byte[] content) throws IOException {
    Path file = scratch.staged(key);
    Files.deleteIfExists(file);
    Files.write(file, content);
    transfers.start(
        () -> {
          store.upload(key, file);
          Files.delete(file);
        });
  }

  /** Deletes what was staged for this commit, and by the runs that have lost against it. */
  private void sweep(LogEntry last, List<String> staged) throws IOException {
    Set<String> live = last.keys();
    List<String> orphans = new ArrayList<>();
    for (String key : staged) {
      if (!last.isStagedBy(key)) {
        StagedRun.of(key).flatMap(run -> run.uploaded(key)).ifPresent(orphans::add);
      }
    }
    orphans.removeAll(live);
    for (String orphan : orphans) {
      store.abandonUploads(orphan);
    }
    // The marks of uploads last: they lead to the files.
    if (!orphans.isEmpty()) {
      store.delete(orphans);
    }
    if (!staged.isEmpty()) {
      store.delete(staged);
    }
    store.abandonUploads(StagedRun.contenders(last.number()));
  }
}
