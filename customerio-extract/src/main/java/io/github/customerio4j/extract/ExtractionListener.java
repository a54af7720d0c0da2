package io.github.customerio4j.extract;

import java.time.Duration;
import java.time.Instant;

/** Is told how a run goes on, by the threads that make it so: be quick, and do not throw. */
public interface ExtractionListener {

  /** A page of a source ({@code messages}, {@code activities} and so on) was read and spooled. */
  default void pageRead(String source, int records, long bytes) {}

  /** A request failed and will be repeated. */
  default void retryScheduled(String source, Duration delay, String reason) {}

  /** Something worth knowing that did not stop the run; it stands in the report, too. */
  default void warned(String table, String message) {}

  /**
   * A table failed and is skipped; it stands in the report, too. Told only if {@link
   * ExtractionConfig.OnTableFailure#SKIP} is set.
   */
  default void tableFailed(String table, String message) {}

  /**
   * The run goes on with what an interrupted one had fetched.
   *
   * @param startedAt when that one began; the tables will be as of then
   * @param pages the pages that need not be fetched again
   */
  default void resumed(Instant startedAt, long pages) {}

  /** All records of a source are there. */
  default void sourceFinished(String source, long records) {}

  /** A table is complete in its destination, not yet visible. */
  default void tableWritten(String table, long rows, int columns) {}

  /** The run is committed. */
  default void committed(ExtractionReport report) {}

  /**
   * Both this listener and another one, such as one that logs and one that measures.
   *
   * @param next is told after this one
   */
  default ExtractionListener andThen(ExtractionListener next) {
    return new BothListeners(this, next);
  }
}
