package io.github.customerio4j.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Writes numbers, and lines with them, the same way wherever the program runs. */
public final class Quantities {
  private Quantities() {}

  /** {@code 12,345}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Seconds with one decimal: {@code 4.2}. */
  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%,.1f", duration.toMillis() / 1000.0);
  }

  /** {@code 12 B}, {@code 3.4 kB}, {@code 5.6 MB}. */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }

  /** A rate: {@code 1,234} from a hundred on, {@code 9.8} below. */
  public static String rate(double rate) {
    return String.format(Locale.ROOT, rate >= 100 ? "%,.0f" : "%.1f", rate);
  }

  /** A limit, without decimals that say nothing: {@code 10}, {@code 2.5}. */
  public static String limit(double limit) {
    return limit == Math.rint(limit) ? count((long) limit) : String.valueOf(limit);
  }

  /** Minutes and seconds: {@code 0:12}, {@code 1:02:03}. */
  public static String clock(Duration duration) {
    return duration.toHours() > 0
        ? String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            duration.toHours(),
            duration.toMinutesPart(),
            duration.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
  }

  /** A line about a source or table. */
  static String line(String name, String text) {
    return String.format(Locale.ROOT, "  %-20s %s", name, text);
  }

  /** A line that says how many records a source has brought. */
  static String records(String source, long records, String state) {
    return line(source, String.format(Locale.ROOT, "%,12d records, %s", records, state));
  }

  /** A line that says what a source has brought. */
  static String finished(String source, long rows, long requests, String time) {
    String some = requests == 1 ? " request " : " requests";
    return line(
        source,
        String.format(
            Locale.ROOT, "%12s rows  %7s%s  %8s", count(rows), count(requests), some, time));
  }

  /** A line about a failed request of a source, which is sent again. */
  static String retry(String source, Duration delay, String reason) {
    String why = reason.split("\\. ", 2)[0];
    return line(source, "again in " + seconds(delay) + " s: " + why);
  }

  /** A line about a warning of a table, or of the run if it names no table. */
  static String warning(String table, String message) {
    return line(table.isEmpty() ? "run" : table, "warning: " + message);
  }

  /** A line about a skipped table. */
  static String failure(String table, String message) {
    return line(table, "failed, and is left as it was: " + message);
  }

  /** A line about the interrupted run that is resumed. */
  static String resumed(Instant startedAt, long pages) {
    return line("run", "resumes that of " + startedAt + ": " + count(pages) + " pages are there");
  }
}
