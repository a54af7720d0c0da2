package io.github.customerio4j.extract.sink;

import java.io.IOException;
import java.util.Optional;

/** A destination of tables. It can be used for many runs; each run begins a new transaction. */
public interface TableSink {

  /**
   * A text that identifies the place of the tables and is the same in every run. By it a run finds
   * the interrupted run that it resumes. Empty by default; then the sink's class identifies it.
   */
  default Optional<String> location() {
    return Optional.empty();
  }

  /**
   * Whether the sink can mark deleted rows: see {@link TableSchema#marksDeletedRows}. By default it
   * cannot.
   */
  default boolean canMarkDeletedRows() {
    return false;
  }

  /**
   * The most columns that a table can have at the destination. Further fields are gathered as JSON
   * in one more column. By default only the configured limit applies.
   */
  default int columnLimit() {
    return Integer.MAX_VALUE;
  }

  /**
   * Whether rows distinguish fields that are {@code null} from absent fields, by {@link
   * Row#nextField}. By default they do not, and nulls are not spooled.
   */
  default boolean keepsNulls() {
    return false;
  }

  /**
   * Checks that a run can write here, and leaves nothing behind. By default there is nothing to
   * check.
   *
   * @throws IOException if a run cannot write here; the message says what to do
   */
  default void check() throws IOException {}

  /**
   * Begins a run. First finishes or undoes a run that died.
   *
   * @throws IOException if the destination cannot be written
   */
  SinkTransaction begin() throws IOException;
}
