package io.github.customerio4j.examples.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;

/**
 * A line that is redrawn, for all sources under way, below a line for each that is done. (The
 * library's one bar a source loses its place on the screen when sources begin and end at once.)
 */
final class LiveProgress implements TerminalProgress {
  /** One less than the narrowest terminal: a full line would wrap. */
  private static final int LINE = 79;

  private static final int REDRAW_MILLIS = 200;
  private static final long UNKNOWN = -1;

  private final PrintStream out;
  private final ProgressBar bar;
  private final Map<String, Long> underWay = new LinkedHashMap<>();

  LiveProgress(Terminal terminal) {
    this.out = terminal.err();
    this.bar =
        ProgressBar.builder()
            .setTaskName("")
            .setInitialMax(UNKNOWN)
            .setRenderer(new BarRenderer(terminal.style()))
            .setConsumer(new ConsoleProgressBarConsumer(out, LINE))
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .clearDisplayOnFinish()
            .build();
  }

  @Override
  public synchronized void pageRead(String source, int records, long bytes) {
    underWay.merge(source, (long) records, Long::sum);
    bar.stepBy(records);
    tell();
  }

  @Override
  public synchronized void retryScheduled(String source, Duration delay, String reason) {
    keep(Figures.retry(source, delay, reason));
  }

  @Override
  public synchronized void warned(String table, String message) {
    keep(Figures.warning(table, message));
  }

  @Override
  public synchronized void sourceFinished(String source, long records) {
    underWay.remove(source);
    tell();
    keep(Figures.records(source, records, "done"));
  }

  @Override
  public synchronized void close() {
    bar.close();
    out.flush();
  }

  private void tell() {
    bar.setExtraMessage(
        underWay.entrySet().stream()
            .map(source -> source.getKey() + " " + Figures.count(source.getValue()))
            .collect(Collectors.joining(", ")));
  }

  /** Writes over the bar, which is drawn again below; in one go, because others draw as well. */
  private void keep(String line) {
    out.print("\r" + line + " ".repeat(Math.max(0, LINE - line.length())) + System.lineSeparator());
  }
}
