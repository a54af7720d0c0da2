package io.github.customerio4j.examples.terminal;

import java.time.Duration;
import java.util.Locale;

/** Writes numbers, and lines with them, the same way wherever the program runs. */
final class Figures {
  private Figures() {}

  /** {@code 12,345}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Seconds with one decimal: {@code 4.2}. */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%,.1f", duration.toMillis() / 1000.0);
  }

  /** {@code 12 B}, {@code 3.4 kB}, {@code 5.6 MB}. */
  static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }

  /** A line about a source or table. */
  static String line(String name, String text) {
    return String.format(Locale.ROOT, "  %-20s %s", name, text);
  }

  /** A line that says how many records a source has brought. */
  static String records(String source, long records, String state) {
    return line(source, String.format(Locale.ROOT, "%,12d records, %s", records, state));
  }

  /** A line that says that a request of a source failed; what to do of it matters to nobody yet. */
  static String retry(String source, Duration delay, String reason) {
    String why = reason.split("\\. ", 2)[0];
    return line(source, "again in " + seconds(delay) + " s: " + why);
  }

  /** A line that says what is odd about a table, or about the run if it names none. */
  static String warning(String table, String message) {
    return line(table.isEmpty() ? "run" : table, "warning: " + message);
  }
}
