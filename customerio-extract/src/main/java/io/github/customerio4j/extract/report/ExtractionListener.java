package io.github.customerio4j.extract.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Receives the progress of a run. Every method does nothing by default.
 *
 * <p>Methods are called on the threads that do the work, which wait until a method returns. They
 * must return quickly and must not throw: an exception can fail the run. Two kinds of threads call
 * them:
 *
 * <ul>
 *   <li>The run's own thread, on which its sink is called, too, calls {@link #started}, {@link
 *       #warned} and {@link #resumed} before anything is read, then {@link #tableWritten} and
 *       {@link #warned} for one table after another when all sources have been read, and last
 *       {@link #committed}. A run that fails throws an exception and does not call {@link
 *       #committed}.
 *   <li>Any number of threads, several at a time, call the methods about sources and requests, and
 *       {@link #tableFailed}, while sources are read. A listener must be thread-safe for these.
 * </ul>
 *
 * <p>For one source, {@link #sourceAdvanced} is called when its first chains are known, before the
 * first {@link #pageRead}. These two are never called at the same time for one source, and each
 * progress is newer than the one before. {@link #sourceFinished} follows when all records of the
 * source have been read; it is not called for a source that fails.
 *
 * <p>Each {@link #requestSent} is followed, on the same thread, by {@link #responseReceived},
 * {@link #retryScheduled} or both; by neither if the connection breaks and the request is not
 * repeated. Requests for a list that is read only for its children are reported with the first of
 * the children's tables as their source.
 */
public interface ExtractionListener {

  /**
   * The run starts. Called once before all other methods, and a second time if a resumed run turns
   * out to be unusable: then the run restarts, and everything is read from the beginning.
   *
   * @param start what the run will read
   */
  default void started(ExtractionStart start) {}

  /**
   * A request is about to be sent. Called again for each repetition.
   *
   * @param source the source, by one of the names in {@link ExtractionStart#sources}
   * @param at the time of the run's clock
   */
  default void requestSent(String source, Instant at) {}

  /**
   * A response was received completely. Not called if the connection breaks.
   *
   * @param source the source that the request belongs to
   * @param at the time of the run's clock
   * @param status the HTTP status: 200, 429 and so on
   * @param latency the time since the request was sent
   */
  default void responseReceived(String source, Instant at, int status, Duration latency) {}

  /** More chains of a source became known, or more of the source was read. */
  default void sourceAdvanced(String source, SourceProgress progress) {}

  /**
   * A page of a source was read and spooled.
   *
   * @param source the source: {@code messages}, {@code activities} and so on
   * @param records the number of records in the page
   * @param bytes the size of the response in bytes
   */
  default void pageRead(String source, int records, long bytes) {}

  /**
   * A request failed and will be repeated.
   *
   * @param source the source that the request belongs to
   * @param delay the time until the request is sent again
   * @param reason why it failed, for people
   */
  default void retryScheduled(String source, Duration delay, String reason) {}

  /**
   * The run has a warning, which the report contains, too. Called on the thread of the run.
   *
   * @param table the table; empty for a warning about the run as a whole
   * @param message the warning, for people
   */
  default void warned(String table, String message) {}

  /**
   * A table failed and is skipped; the report contains it, too. Called at most once per table, on
   * the thread that met the failure, and only with {@link
   * io.github.customerio4j.extract.config.ExtractionConfig.OnTableFailure#SKIP}.
   *
   * @param table the table
   * @param message what failed, why, and the remedy
   */
  default void tableFailed(String table, String message) {}

  /**
   * The run resumes an interrupted one. Called at most once, after {@link #started}, on the thread
   * of the run.
   *
   * @param startedAt the start of the interrupted run; the tables are as of this time
   * @param pages the number of pages that are not fetched again
   */
  default void resumed(Instant startedAt, long pages) {}

  /**
   * All records of a source have been read and spooled.
   *
   * @param source the source
   * @param records the number of its records, including those that a resumed run had read
   */
  default void sourceFinished(String source, long records) {}

  /**
   * A table is complete in its destination, but not visible yet. Called on the thread of the run.
   *
   * @param table the table
   * @param rows the number of its rows in this run
   * @param columns the number of its columns
   */
  default void tableWritten(String table, long rows, int columns) {}

  /**
   * The run has committed its tables and saved its state. Called last, on the thread of the run.
   *
   * @param report the report that {@code Extractor.run} returns
   */
  default void committed(ExtractionReport report) {}

  /** A listener that passes each call on to several listeners, in their order. */
  static ExtractionListener all(ExtractionListener... listeners) {
    Objects.requireNonNull(listeners, "listeners");
    return new CompositeExtractionListener(List.of(listeners));
  }
}
