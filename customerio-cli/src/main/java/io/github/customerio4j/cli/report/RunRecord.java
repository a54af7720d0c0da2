package io.github.customerio4j.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a recorder noted of a run that has ended.
 *
 * @param notesLeftOut how many notes there were besides
 */
record RunRecord(
    Times times,
    List<SourceRecord> sources,
    Requests requests,
    List<RunRecorder.Note> notes,
    long notesLeftOut) {

  /** From when to when it ran. */
  record Times(Instant begin, Instant end) {
    Duration length() {
      return Duration.between(begin, end);
    }
  }

  /**
   * Its requests.
   *
   * @param sent all of them
   * @param repeated how many of those were sent again
   * @param refused how often the API answered 429
   * @param limit how many were allowed a second; empty for any number
   * @param history when they were sent
   */
  record Requests(
      long sent,
      long repeated,
      long refused,
      OptionalDouble limit,
      List<RateHistory.Bucket> history) {}

  /** Rows of all sources, as they came. */
  long rows() {
    return sources.stream().mapToLong(SourceRecord::rows).sum();
  }

  /** The mean over the run's time. */
  double requestsPerSecond() {
    return requests.sent() * 1000.0 / Math.max(1000, times.length().toMillis());
  }
}
