package io.github.customerio4j.extract.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Is told how a run goes on, by the threads that make it so: be quick, and do not throw.
 *
 * <p>{@link #started} comes first and {@link #committed} last, if it comes; a run that fails ends
 * with an exception instead. In between several threads call at a time. Calls about one source keep
 * this order: its first request or page, {@link #sourceAdvanced} with ever newer figures, {@link
 * #sourceFinished}. When all sources are read, {@link #tableWritten} is called for one table after
 * the other, by the thread of the run.
 */
public interface ExtractionListener {

  /**
   * The run begins. Told again if what an interrupted run had left turns out to be of no use while
   * it is gone on with: then all begins anew.
   */
  default void started(ExtractionStart start) {}

  /** A request of a source is about to be sent; a repeated one counts again. */
  default void requestSent(String source, Instant at) {}

  /**
   * A response has arrived whole. None does if the connection breaks: see {@link #retryScheduled}.
   *
   * @param status the HTTP status: 200, 429 and so on
   * @param latency from the sending of the request
   */
  default void responseReceived(String source, Instant at, int status, Duration latency) {}

  /** More of a source is known to be there, or more of it is read. */
  default void sourceAdvanced(String source, SourceProgress progress) {}

  /** A page of a source ({@code messages}, {@code activities} and so on) was read and spooled. */
  default void pageRead(String source, int records, long bytes) {}

  /** A request failed and will be repeated. */
  default void retryScheduled(String source, Duration delay, String reason) {}

  /** Something worth knowing that did not stop the run; it stands in the report, too. */
  default void warned(String table, String message) {}

  /**
   * A table failed and is skipped; it stands in the report, too. Told only if {@link
   * io.github.customerio4j.extract.config.ExtractionConfig.OnTableFailure#SKIP} is set.
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

  /** Tells several listeners, in that order. */
  static ExtractionListener all(ExtractionListener... listeners) {
    return new CompositeExtractionListener(List.of(listeners));
  }
}
