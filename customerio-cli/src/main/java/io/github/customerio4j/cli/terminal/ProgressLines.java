package io.github.customerio4j.cli.terminal;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A line when something ends or goes wrong, and now and then while a source is long. */
final class ProgressLines implements TerminalProgress {
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);

  private final PrintStream out;
  private final Clock clock;
  private final Map<String, Source> sources = new HashMap<>();

  /** What has come of a source, and when that was last said. */
  private record Source(long records, Instant said) {}

  ProgressLines(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public synchronized void pageRead(String name, int records, long bytes) {
    Instant now = clock.instant();
    Source before = sources.getOrDefault(name, new Source(0, now));
    long total = before.records() + records;
    boolean isTime = Duration.between(before.said(), now).compareTo(NOW_AND_THEN) >= 0;
    if (isTime) {
      out.println(Quantities.records(name, total, "so far"));
    }
    sources.put(name, new Source(total, isTime ? now : before.said()));
  }

  @Override
  public synchronized void retryScheduled(String source, Duration delay, String reason) {
    out.println(Quantities.retry(source, delay, reason));
  }

  @Override
  public synchronized void warned(String table, String message) {
    out.println(Quantities.warning(table, message));
  }

  @Override
  public synchronized void tableFailed(String table, String message) {
    out.println(Quantities.failure(table, message));
  }

  @Override
  public synchronized void resumed(Instant startedAt, long pages) {
    out.println(Quantities.resumed(startedAt, pages));
  }

  @Override
  public synchronized void sourceFinished(String source, long records) {
    out.println(Quantities.records(source, records, "done"));
  }

  @Override
  public void close() {
    out.flush();
  }
}
