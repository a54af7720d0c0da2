package io.github.customerio4j.cli.terminal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Prints one line per event, and for a source that takes long one line every ten seconds.
 *
 * <p>Lines are printed one at a time, whichever thread reports the event.
 */
public final class ProgressLines implements TerminalProgress {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final ProgressFormat format;
  private final Consumer<String> output;
  private final Clock clock;
  private final Map<String, Source> sources = new HashMap<>();

  /** The totals of a source, and when they were last printed. */
  private record Source(long pages, long records, Instant printedAt) {}

  /**
   * Creates the listener of one run.
   *
   * @param format the text of the lines
   * @param output prints a line
   * @param clock measures the interval between two lines of a source
   */
  public ProgressLines(ProgressFormat format, Consumer<String> output, Clock clock) {
    this.format = format;
    this.output = output;
    this.clock = clock;
  }

  @Override
  public synchronized void pageRead(String name, int records, long bytes) {
    Instant now = clock.instant();
    Source before = sources.getOrDefault(name, new Source(0, 0, now));
    long allPages = before.pages() + 1;
    long allRecords = before.records() + records;
    boolean isDue = Duration.between(before.printedAt(), now).compareTo(INTERVAL) >= 0;
    if (isDue) {
      output.accept(format.sourceProgress(name, allPages, allRecords));
    }
    sources.put(name, new Source(allPages, allRecords, isDue ? now : before.printedAt()));
  }

  @Override
  public synchronized void retryScheduled(String source, Duration delay, String reason) {
    output.accept(format.retryScheduled(source, delay, reason));
  }

  @Override
  public synchronized void warned(String table, String message) {
    output.accept(format.warned(table, message));
  }

  @Override
  public synchronized void tableFailed(String table, String message) {
    output.accept(format.tableFailed(table, message));
  }

  @Override
  public synchronized void resumed(Instant startedAt, long pages) {
    output.accept(format.resumed(startedAt, pages));
  }

  @Override
  public synchronized void sourceFinished(String source, long records) {
    output.accept(format.sourceFinished(source, records));
  }

  /** Does nothing: every line is complete when it is printed. */
  @Override
  public void close() {}
}
