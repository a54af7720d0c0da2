package io.github.customerio4j.cli.report;

import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionStart;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Notes what a run's page needs; what it holds does not grow with the run's length. */
final class RunRecorder implements ExtractionListener {
  /** A warning a page of records would be too many for anybody to read. */
  private static final int MOST_NOTES = 500;

  private static final int TOO_MANY_REQUESTS = 429;

  private final Clock clock;
  private final Instant begin;
  private final Map<String, SourceRecord> sources = new LinkedHashMap<>();
  private final List<Note> notes = new ArrayList<>();
  private RateHistory rates;
  private OptionalDouble limit = OptionalDouble.empty();
  private long requests;
  private long retries;
  private long refused;
  private long notesLeftOut;

  /**
   * Something that was said on the way.
   *
   * @param table what it is about; empty for the run
   * @param text what was said
   */
  record Note(String table, String text) {}

  RunRecorder(Clock clock) {
    this.clock = clock;
    this.begin = clock.instant();
    this.rates = new RateHistory(begin);
  }

  private SourceRecord of(String source) {
    return sources.computeIfAbsent(source, SourceRecord::new);
  }

  private void note(String table, String text) {
    if (notes.size() < MOST_NOTES) {
      notes.add(new Note(table, text));
    } else {
      notesLeftOut++;
    }
  }

  @Override
  public synchronized void started(ExtractionStart start) {
    limit = start.requestsPerSecond();
    sources.clear();
    start.sources().forEach(this::of);
  }

  @Override
  public synchronized void requestSent(String source, Instant at) {
    requests++;
    rates.sent(at);
    of(source).requested(at);
  }

  @Override
  public synchronized void responseReceived(
      String source, Instant at, int status, Duration latency) {
    of(source).touch(at);
    if (status == TOO_MANY_REQUESTS) {
      refused++;
      rates.refused(at);
    }
  }

  @Override
  public synchronized void pageRead(String source, int records, long bytes) {
    of(source).read(records, clock.instant());
  }

  @Override
  public synchronized void retryScheduled(String source, Duration delay, String reason) {
    retries++;
    of(source).retried();
  }

  @Override
  public synchronized void warned(String table, String message) {
    note(table, message);
  }

  @Override
  public synchronized void tableFailed(String table, String message) {
    if (sources.containsKey(table)) {
      of(table).failed();
    }
  }

  @Override
  public synchronized void resumed(Instant startedAt, long pages) {
    note(
        "",
        "Continues the run of "
            + startedAt
            + ", which was interrupted: "
            + pages
            + " pages did not have to be read again.");
  }

  @Override
  public synchronized void sourceFinished(String source, long records) {
    of(source).finished(records);
  }

  /** What happened up to now. */
  synchronized RunRecord record() {
    return new RunRecord(
        new RunRecord.Times(begin, clock.instant()),
        List.copyOf(sources.values()),
        new RunRecord.Requests(requests, retries, refused, limit, rates.buckets()),
        List.copyOf(notes),
        notesLeftOut);
  }
}
