package io.github.customerio4j.extract.sink;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of one run. They become visible at the destination with {@link #commit}. All calls,
 * the commit included, come from one thread: that of the run, which also began it.
 */
public interface SinkTransaction extends Closeable {

  /**
   * Opens a table. The writer must be complete or closed before the next table is opened.
   *
   * @throws IllegalArgumentException if a table of the same name, regardless of case, was opened,
   *     or a table of somebody else has that name
   * @throws IllegalStateException if another table is open, or the transaction has ended
   */
  TableWriter open(TableSchema schema) throws IOException;

  /**
   * Names the tables that previous runs have written, by the extractor's state. A destination that
   * other programs write to as well does not take them for somebody else's. Called before the first
   * table opens; by default nothing happens.
   */
  default void known(Set<String> tables) {}

  /**
   * The state of a run that died after its commit and before {@link #stateSaved}. The extractor
   * saves it, calls {@link #stateSaved} and continues from it. Empty if there is none, and for a
   * destination that does not keep states, which is the default.
   */
  default Optional<String> unsavedState() {
    return Optional.empty();
  }

  /**
   * Waits until this run may write, where runs of several workspaces write into the same tables one
   * after the other. Called when all rows are read, before the first table opens; the turn ends
   * with {@link #close}. By default there is nothing to wait for.
   *
   * @param check called again and again while the run waits; it throws if the run is to end
   * @return what all workspaces know of the tables, in the form of a state with their columns and
   *     names alone: the run gives the same names to the same fields. Empty by default
   */
  default Optional<String> takeTurn(Runnable check) throws IOException {
    return Optional.empty();
  }

  /**
   * Tells the facts of the run, before {@link #commit}, to a destination that keeps them with the
   * tables. By default nothing happens.
   */
  default void describe(TableSink.RunFacts run) {}

  /**
   * Makes all complete tables visible together.
   *
   * @param state the state that belongs to the tables. A destination that can keep it returns it to
   *     the next run as {@link #unsavedState} until {@link #stateSaved}, so that tables and state
   *     agree whenever a run dies
   * @return the tables at the destination, in the order in which they were opened
   */
  List<WrittenTable> commit(String state) throws IOException;

  /** Tells that the state, of this run or of the run that died, is saved and can be discarded. */
  default void stateSaved() throws IOException {}

  /** Ends the run; without a commit it discards the run's tables and keeps the previous ones. */
  @Override
  void close() throws IOException;
}
