package io.github.customerio4j.bench;

import static io.github.customerio4j.cli.terminal.TextTable.Alignment.LEFT;
import static io.github.customerio4j.cli.terminal.TextTable.Alignment.RIGHT;

import io.github.customerio4j.bench.point.BenchExtent;
import io.github.customerio4j.bench.point.PointResult;
import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.cli.terminal.TextTable;
import java.util.List;
import java.util.Locale;

/** All results as a table, for people. Not thread-safe. */
final class BenchTable {
  private static final double MEGABYTE = 1e6;
  private static final double MEBIBYTE = 1 << 20;

  private final TextTable table =
      new TextTable(
          List.of(LEFT, LEFT, RIGHT, RIGHT, LEFT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT));

  BenchTable() {
    table.add(
        List.of(
            "point",
            "measure",
            "bound",
            "reached",
            "",
            "requests",
            "rows",
            "seconds",
            "MB/s",
            "CPU s",
            "alloc MB",
            "peak MiB"));
    table.addRule();
  }

  /** Adds a line; figures that were not measured stay empty. */
  void add(PointResult result, BenchExtent extent) {
    BenchFigures figures = result.figures();
    table.add(
        List.of(
            result.point(),
            result.measure(),
            result.bound().isEmpty() ? "" : amount(result, result.bound().getAsDouble()),
            amount(result, result.reached()),
            verdict(result, extent),
            count(figures.traffic().requests()),
            count(figures.traffic().rows()),
            decimal(figures.wallSeconds()),
            decimal(figures.megabytesPerSecond()),
            decimal(figures.cpuSeconds()),
            decimal(figures.allocatedBytes() / MEGABYTE),
            decimal(figures.peakHeapBytes() / MEBIBYTE)));
  }

  List<String> lines() {
    return table.lines();
  }

  /** A line that is printed while the table is not complete. */
  static String summary(PointResult result) {
    return result.measure() + ": " + amount(result, result.reached());
  }

  /** The verdict in a few words; a quick point cannot miss its bound. */
  static String verdict(PointResult result, BenchExtent extent) {
    if (result.bound().isEmpty()) {
      return "";
    }
    if (extent == BenchExtent.QUICK) {
      return result.isKept() ? "ok (short run)" : "over (short run)";
    }
    return result.isKept() ? "ok" : "missed";
  }

  private static String amount(PointResult result, double value) {
    String format =
        switch (result.unit()) {
          case REQUESTS -> "%.0f %s";
          case ROWS_PER_CPU_SECOND -> "%,.0f %s";
          default -> "%.2f %s";
        };
    return String.format(Locale.ROOT, format, value, result.unit().symbol());
  }

  private static String count(long number) {
    return number == 0 ? "" : String.format(Locale.ROOT, "%,d", number);
  }

  private static String decimal(double number) {
    return number == 0 ? "" : String.format(Locale.ROOT, number < 10 ? "%.2f" : "%,.0f", number);
  }
}
