package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Says how a run goes on; each source now and then, so that long runs do not flood the events. */
final class ProgressLines implements ExtractionListener {
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);

  private final Console console;
  private final Clock clock;
  private final Map<String, Progress> sources = new ConcurrentHashMap<>();

  /** Of one source: what it has brought, and when that was said last. */
  private record Progress(long pages, long records, Instant said) {}

  ProgressLines(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public void pageRead(String source, int records, long bytes) {
    console.debug(source + ": a page of " + records + " records, " + bytes + " bytes.");
    Instant now = clock.instant();
    sources.compute(
        source,
        (name, before) -> {
          Progress progress =
              before == null
                  ? new Progress(1, records, now)
                  : new Progress(before.pages() + 1, before.records() + records, before.said());
          if (Duration.between(progress.said(), now).compareTo(NOW_AND_THEN) < 0) {
            return progress;
          }
          console.info(
              name + ": " + progress.records() + " records in " + progress.pages() + " pages.");
          return new Progress(progress.pages(), progress.records(), now);
        });
  }

  @Override
  public void retryScheduled(String source, Duration delay, String reason) {
    console.info(
        source
            + ": a request failed ("
            + reason
            + ") and is sent again in "
            + RunSummary.seconds(delay)
            + " s.");
  }

  @Override
  public void warned(String table, String message) {
    console.warning(table.isEmpty() ? message : table + ": " + message);
  }

  @Override
  public void tableFailed(String table, String message) {
    console.warning(table + " is skipped, and stays as it was at the destination: " + message);
  }

  @Override
  public void resumed(Instant startedAt, long pages) {
    console.info(
        "Going on with the run of " + startedAt + ": " + pages + " pages need not be read again.");
  }

  @Override
  public void sourceFinished(String source, long records) {
    console.info(source + ": all " + records + " records are read.");
  }

  @Override
  public void tableWritten(String table, long rows, int columns) {
    console.debug(table + ": written, " + rows + " rows, " + columns + " columns.");
  }

  @Override
  public void committed(ExtractionReport report) {
    RunSummary.lines(report).forEach(console::info);
  }
}
