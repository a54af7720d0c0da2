package io.github.customerio4j.cli.terminal;

import io.github.customerio4j.cli.terminal.TextTable.Alignment;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a run brought: a line a table, the totals, and what there is to know besides. */
public final class RunSummary {
  private static final String BY_ANOTHER = "-";

  private RunSummary() {}

  /** Prints the summary of a committed run. */
  public static void print(ExtractionReport report, PrintStream out) {
    lines(report).forEach(out::println);
  }

  /** The same as lines. */
  public static List<String> lines(ExtractionReport report) {
    TextTable table =
        new TextTable(
            List.of(
                Alignment.LEFT,
                Alignment.RIGHT,
                Alignment.RIGHT,
                Alignment.RIGHT,
                Alignment.RIGHT));
    table.add(List.of("TABLE", "ROWS", "COLUMNS", "REQUESTS", "SECONDS"));
    table.addRule();
    report.tables().forEach(one -> table.add(cells(one)));
    table.addRule();
    table.add(totals(report));
    List<String> lines = new ArrayList<>(table.lines());
    addNotes(report, lines);
    return lines;
  }

  private static List<String> cells(TableReport table) {
    boolean cameByAnother = table.requests() == 0;
    return List.of(
        table.table(),
        Quantities.count(table.rows()),
        Quantities.count(table.columns()),
        cameByAnother ? BY_ANOTHER : Quantities.count(table.requests()),
        cameByAnother ? BY_ANOTHER : Quantities.seconds(table.duration()));
  }

  private static List<String> totals(ExtractionReport report) {
    return List.of(
        Quantities.count(report.tables().size()) + " tables",
        Quantities.count(report.rows()),
        Quantities.count(report.tables().stream().mapToLong(TableReport::columns).sum()),
        Quantities.count(report.requests()),
        Quantities.seconds(report.duration()));
  }

  private static void addNotes(ExtractionReport report, List<String> lines) {
    List<TableReport> tables = report.tables();
    if (tables.stream().anyMatch(table -> table.requests() == 0)) {
      lines.add("- came with the requests of the table above");
    }
    lines.add("");
    long bytes = tables.stream().mapToLong(TableReport::bytes).sum();
    long retries = tables.stream().mapToLong(TableReport::retries).sum();
    double seconds = Math.max(1, report.duration().toMillis()) / 1000.0;
    Duration took = report.duration();
    lines.add(
        "%s rows%s, in %s s: %s rows a second, %s of the requests repeated"
            .formatted(
                Quantities.count(report.rows()),
                // Databases do not tell.
                bytes == 0 ? "" : ", " + Quantities.bytes(bytes),
                Quantities.seconds(took),
                Quantities.count(Math.round(report.rows() / seconds)),
                retries == 0 ? "none" : Quantities.count(retries)));
    report
        .failures()
        .forEach(one -> lines.add("Failed, left as it was: " + one.table() + ": " + one.message()));
    report.warnings().forEach(text -> lines.add("Warning: " + text));
    for (TableReport table : tables) {
      table.warnings().forEach(text -> lines.add("Warning: " + table.table() + ": " + text));
    }
  }
}
