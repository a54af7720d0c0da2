package io.github.customerio4j.extract.state;

import java.io.Closeable;
import java.io.IOException;

/** Keeps the state between runs. A run calls it on one thread, its own: that of its sink. */
public interface StateStore {

  /**
   * A destination that keeps the state beside its tables. An extractor to which no other store is
   * given uses it.
   */
  interface Provider {
    /** The store at the destination. */
    StateStore stateStore();
  }

  /**
   * Locks the state for this run until the result is closed. By default there is no lock.
   *
   * @throws IOException if another run has the lock, which the message names, or if the state
   *     cannot be locked
   */
  default Closeable lock() throws IOException {
    return () -> {};
  }

  /**
   * Loads the state of the last run, or {@link ExtractionState#empty} before the first.
   *
   * @throws StateException if what is stored is damaged, or newer than this library reads
   */
  ExtractionState load() throws IOException;

  /**
   * Checks before a run does its work that a save is possible. Changes nothing.
   *
   * @throws IOException if the state cannot be saved; the message says what to do
   */
  void check() throws IOException;

  /** Replaces the state in one step: a crash leaves the previous state or the new one, complete. */
  void save(ExtractionState state) throws IOException;
}
