package io.github.customerio4j.cli.terminal;

import io.github.customerio4j.extract.report.ExtractionStart;
import io.github.customerio4j.extract.report.SourceProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What is known of a run so far. Not thread-safe. */
final class RunTally {
  private final Map<String, SourceTally> sources = new LinkedHashMap<>();
  private final RateMeter rate = new RateMeter();
  private final Instant begunAt;
  private OptionalDouble limit = OptionalDouble.empty();
  private int longestName;
  private long requests;
  private long retries;
  private long rows;
  private int tablesWritten;

  RunTally(Instant begunAt) {
    this.begunAt = begunAt;
  }

  void started(ExtractionStart start) {
    limit = start.requestsPerSecond();
    sources.clear();
    rows = 0;
    start.sources().forEach(name -> longestName = Math.max(longestName, ScreenText.width(name)));
  }

  void requestSent(String source, Instant at) {
    requests++;
    rate.add(at);
    of(source).requested(at);
  }

  void retried() {
    retries++;
  }

  void pageRead(String source, int records, Instant now) {
    rows += records;
    of(source).read(records, now);
  }

  void advanced(String source, SourceProgress progress) {
    of(source).advanced(progress);
  }

  void tableWritten() {
    tablesWritten++;
  }

  private SourceTally of(String source) {
    longestName = Math.max(longestName, ScreenText.width(source));
    return sources.computeIfAbsent(source, any -> new SourceTally());
  }

  /** Takes a source out of those under way. */
  SourceTally ended(String source) {
    SourceTally tally = sources.remove(source);
    return tally == null ? new SourceTally() : tally;
  }

  /** The sources that something was asked of and that are not at their end, in that order. */
  Map<String, SourceTally> underWay() {
    Map<String, SourceTally> underWay = new LinkedHashMap<>();
    sources.forEach(
        (name, tally) -> {
          if (tally.isBegun()) {
            underWay.put(name, tally);
          }
        });
    return underWay;
  }

  /** The width of the longest name so far, so that columns keep their places. */
  int longestName() {
    return longestName;
  }

  OptionalDouble limit() {
    return limit;
  }

  double requestsPerSecond(Instant now) {
    return rate.rate(now);
  }

  long requests() {
    return requests;
  }

  long retries() {
    return retries;
  }

  long rows() {
    return rows;
  }

  int tablesWritten() {
    return tablesWritten;
  }

  Duration elapsed(Instant now) {
    return Duration.between(begunAt, now);
  }
}
