package io.github.customerio4j.extract.sink.file;

import io.github.customerio4j.extract.sink.object.ObjectStore;
import io.github.customerio4j.extract.sink.object.StoredObject;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.StateException;
import io.github.customerio4j.extract.state.StateStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The states in the log of commits: each entry has the state of its tables. An extractor that keeps
 * its states elsewhere says so by an empty object with the number of the entry.
 */
final class SavedStates implements StateStore {
  private static final String FOLDER = "_customerio/saved/";

  private final ObjectSink.Terms terms;
  private final CommitLog log;
  private final ObjectStore store;

  /** The number of the entry whose state this store was given. */
  private volatile long savedHere;

  SavedStates(ObjectSink.Terms terms, CommitLog log) {
    this.terms = terms;
    this.log = log;
    this.store = log.store();
  }

  @Override
  public ExtractionState load() throws IOException {
    return log.latest()
        .map(LogEntry::state)
        .map(ExtractionState::parse)
        .orElse(ExtractionState.empty());
  }

  @Override
  public void check() throws IOException {
    log.latest();
  }

  /**
   * Adds an entry, unless the last one that this process knows has that state: the run's own commit
   * has, even if another run has committed since.
   */
  @Override
  public void save(ExtractionState state) throws IOException {
    Optional<LogEntry> last = log.known();
    if (last.isEmpty()) {
      last = log.latest();
    }
    if (last.isEmpty() || !has(last.get(), state)) {
      Instant now = terms.clock().instant();
      String run = ObjectNames.run(OutputFolder.runId(now, any -> false));
      LogEntry entry =
          last.isEmpty()
              ? terms.firstEntry(run, state.toJson())
              : last.get().withState(run, now, state.toJson(), isFinished(last.get()));
      log.append(entry);
      savedHere = entry.number();
    } else {
      savedHere = last.get().number();
    }
  }

  private static boolean has(LogEntry entry, ExtractionState state) {
    try {
      return ExtractionState.parse(entry.state()).equals(state);
    } catch (StateException e) {
      return false;
    }
  }

  private boolean isFinished(LogEntry entry) throws IOException {
    return StagedRun.keys(store, entry.number()).stream().noneMatch(entry::isStagedBy);
  }

  /** The entry whose state no extractor has saved elsewhere; empty if that of the last one is. */
  Optional<LogEntry> unsaved(Optional<LogEntry> last) throws IOException {
    if (last.isEmpty()) {
      return last;
    }
    boolean isSaved =
        store.list(FOLDER).stream().anyMatch(object -> object.key().equals(key(last.get())));
    return isSaved ? Optional.empty() : last;
  }

  /** Says that the state of an entry is saved elsewhere, unless it was saved here. */
  void mark(LogEntry entry) throws IOException {
    if (savedHere == entry.number()) {
      return;
    }
    store.createIfAbsent(key(entry), new byte[0]);
    List<String> former = new ArrayList<>();
    for (StoredObject object : store.list(FOLDER)) {
      if (object.key().compareTo(key(entry)) < 0) {
        former.add(object.key());
      }
    }
    if (!former.isEmpty()) {
      store.delete(former);
    }
  }

  private static String key(LogEntry entry) {
    return FOLDER + String.format(Locale.ROOT, "%08d", entry.number());
  }
}
