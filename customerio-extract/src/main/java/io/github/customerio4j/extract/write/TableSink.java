package io.github.customerio4j.extract.write;

import java.io.IOException;

/** A destination of tables. Reusable: each run begins a transaction of its own. */
public interface TableSink {

  /**
   * Begins a run. First finishes or undoes what a run that died may have left.
   *
   * @throws IOException if the destination cannot be written
   */
  SinkTransaction begin() throws IOException;
}
