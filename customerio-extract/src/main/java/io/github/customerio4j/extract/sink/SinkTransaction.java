package io.github.customerio4j.extract.sink;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The tables of one run. Nothing is seen at the destination before {@link #commit}. */
public interface SinkTransaction extends Closeable {

  /** Opens a table; each name once. The writer is completed or closed before the next is opened. */
  TableWriter open(TableSchema schema) throws IOException;

  /**
   * The state of a run that died after its commit and before it is known that its state was saved;
   * the extractor saves it, says so by {@link #stateSaved}, and goes on from it. Empty, too, for a
   * destination that does not keep states.
   */
  default Optional<String> unsavedState() {
    return Optional.empty();
  }

  /**
   * Makes every completed table visible, all together.
   *
   * @param state the state that goes with the tables, as text to keep: from the commit on until
   *     {@link #stateSaved} a destination that can gives it back to the next run, so that tables
   *     and state agree whenever a run dies
   * @return where the tables are, in the order they were opened
   */
  List<WrittenTable> commit(String state) throws IOException;

  /** Says that the state, this run's or the dead one's, is saved elsewhere and can be forgotten. */
  default void stateSaved() throws IOException {}

  /** Without a commit before it: throws the run's tables away and leaves the former ones. */
  @Override
  void close() throws IOException;
}
