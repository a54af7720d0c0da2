package io.github.customerio4j.extract.sink;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Writes the rows of one table, in order, on the thread of the run that opened it. */
public interface TableWriter extends Closeable {

  /** Writes one row; the view is valid only during the call. */
  void write(Row row) throws IOException;

  /** Ends the table. A table that is closed without this call is discarded. */
  void complete() throws IOException;

  /**
   * What a person should know of the table, such as a column that could not get its documented
   * type. Asked for after {@link #complete}; by default there is nothing.
   */
  default List<String> warnings() {
    return List.of();
  }

  /** Releases the writer's resources; after {@link #complete} it changes nothing else. */
  @Override
  void close() throws IOException;
}
