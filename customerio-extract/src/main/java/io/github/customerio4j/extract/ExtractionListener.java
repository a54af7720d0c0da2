package io.github.customerio4j.extract;

import java.time.Duration;

/** Is told how a run goes on, by the threads that make it so: be quick, and do not throw. */
public interface ExtractionListener {

  /** A page of a source ({@code messages}, {@code activities} and so on) was read and spooled. */
  default void pageRead(String source, int records, long bytes) {}

  /** A request failed and will be repeated. */
  default void retryScheduled(String source, Duration delay, String reason) {}

  /** Something worth knowing that did not stop the run; it stands in the report, too. */
  default void warned(String table, String message) {}

  /** All records of a source are there. */
  default void sourceFinished(String source, long records) {}

  /** A table is complete in its destination, not yet visible. */
  default void tableWritten(String table, long rows, int columns) {}

  /** The run is committed. */
  default void committed(ExtractionReport report) {}
}
