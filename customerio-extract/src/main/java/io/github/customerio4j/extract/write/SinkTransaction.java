package io.github.customerio4j.extract.write;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The tables of one run. Nothing is seen at the destination before {@link #commit}. */
public interface SinkTransaction extends Closeable {

  /** Opens a table; each name once. The writer is completed or closed before the next is opened. */
  TableWriter open(TableSchema schema) throws IOException;

  /**
   * Makes every completed table visible, all together.
   *
   * @return where the tables are, in the order they were opened
   */
  List<WrittenTable> commit() throws IOException;

  /** Without a commit before it: throws the run's tables away and leaves the former ones. */
  @Override
  void close() throws IOException;
}
