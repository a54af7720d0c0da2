package io.github.customerio4j.extract.sink;

import java.io.IOException;
import java.util.Optional;

/** A destination of tables. Reusable: each run begins a transaction of its own. */
public interface TableSink {

  /**
   * Where the tables go, as text that is the same in every run: by it a run finds the interrupted
   * one whose work it takes up. By default the kind of sink is taken for it.
   */
  default Optional<String> location() {
    return Optional.empty();
  }

  /**
   * Whether it can mark rows that have vanished: see {@link TableSchema#marksDeletedRows}. By
   * default it cannot.
   */
  default boolean canMarkDeletedRows() {
    return false;
  }

  /**
   * The most columns that a table can have at the destination; fields beyond go as JSON into one
   * more. By default there is no bound but the configured one.
   */
  default int columnLimit() {
    return Integer.MAX_VALUE;
  }

  /**
   * Whether rows are to tell fields that are {@code null} from those that are absent, by {@link
   * Row#nextField}. By default they do not, and nulls are not spooled.
   */
  default boolean keepsNulls() {
    return false;
  }

  /**
   * Finds out whether a run could write here, and leaves nothing behind. By default it finds
   * nothing wrong.
   *
   * @throws IOException if a run could not; the message says what to do
   */
  default void check() throws IOException {}

  /**
   * Begins a run. First finishes or undoes what a run that died may have left.
   *
   * @throws IOException if the destination cannot be written
   */
  SinkTransaction begin() throws IOException;
}
