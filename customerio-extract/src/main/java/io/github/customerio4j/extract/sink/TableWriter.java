package io.github.customerio4j.extract.sink;

import java.io.Closeable;
import java.io.IOException;

/** Takes the rows of one table, in order, from one thread. */
public interface TableWriter extends Closeable {

  /** Takes one row; the view is valid only during the call. */
  void write(Row row) throws IOException;

  /** Says that all rows are there. What is closed without it is thrown away. */
  void complete() throws IOException;

  /** Releases what the writer holds; after {@link #complete} it changes nothing. */
  @Override
  void close() throws IOException;
}
