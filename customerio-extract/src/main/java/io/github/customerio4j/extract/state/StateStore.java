package io.github.customerio4j.extract.state;

import java.io.Closeable;
import java.io.IOException;

/** Keeps the state between runs. */
public interface StateStore {

  /**
   * Keeps other runs from the state until it is closed. By default it keeps nobody.
   *
   * @throws IOException if another run has the state (the message names it), or it cannot be locked
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
   * Finds out, before a run does its work, whether a save would be possible. Changes nothing.
   *
   * @throws IOException if the state cannot be saved; the message says what to do
   */
  void check() throws IOException;

  /** Replaces the state in one step: a crash leaves the former or the new one, whole. */
  void save(ExtractionState state) throws IOException;
}
