package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run did, as a table of lines. */
final class RunSummary {
  private RunSummary() {}

  static List<String> lines(ExtractionReport report) {
    int widest = report.tables().stream().mapToInt(table -> table.table().length()).max().orElse(0);
    String format = "%-" + Math.max(widest, "table".length()) + "s %12s %8s %9s %9s";
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(Locale.ROOT, format, "table", "rows", "columns", "requests", "seconds"));
    for (TableReport table : report.tables()) {
      lines.add(
          String.format(
              Locale.ROOT,
              format,
              table.table(),
              table.rows(),
              table.columns(),
              table.requests(),
              seconds(table.duration())));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            format,
            "total",
            report.rows(),
            "",
            report.requests(),
            seconds(report.duration())));
    return lines;
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
  }
}
