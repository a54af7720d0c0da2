package io.github.customerio4j.cli.terminal;

import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The result of a run: a line for each table, the totals, and warnings. */
public final class RunSummary {
  private static final String NO_REQUESTS = "-";

  private RunSummary() {}

  /** Prints the summary of a committed run for people at a terminal. */
  public static void print(ExtractionReport report, PrintStream out) {
    lines(report, SummaryFormat.TERMINAL).forEach(out::println);
  }

  /** The summary of a committed run. */
  public static List<String> lines(ExtractionReport report, SummaryFormat format) {
    TextTable table = format.newTable();
    return switch (format) {
      case LOG -> {
        report.tables().forEach(one -> table.add(cells(one, format)));
        table.add(totals("total", "", report, format));
        List<String> lines = new ArrayList<>(table.lines());
        lines.addAll(RowChangesText.lines(report));
        yield lines;
      }
      case TERMINAL -> {
        table.addRule();
        report.tables().forEach(one -> table.add(cellsWithoutZeroRequests(one, format)));
        table.addRule();
        long columns = report.tables().stream().mapToLong(TableReport::columns).sum();
        String tables = format.count(report.tables().size()) + " tables";
        table.add(totals(tables, format.count(columns), report, format));
        List<String> lines = new ArrayList<>(table.lines());
        addNotes(report, lines);
        yield lines;
      }
    };
  }

  private static List<String> cells(TableReport table, SummaryFormat format) {
    return List.of(
        table.table(),
        format.count(table.rows()),
        format.count(table.columns()),
        format.count(table.requests()),
        format.seconds(table.duration()));
  }

  /** A table without requests was read with those of another table. */
  private static List<String> cellsWithoutZeroRequests(TableReport table, SummaryFormat format) {
    List<String> cells = new ArrayList<>(cells(table, format));
    if (table.requests() == 0) {
      cells.set(3, NO_REQUESTS);
      cells.set(4, NO_REQUESTS);
    }
    return cells;
  }

  private static List<String> totals(
      String name, String columns, ExtractionReport report, SummaryFormat format) {
    return List.of(
        name,
        format.count(report.rows()),
        columns,
        format.count(report.requests()),
        format.seconds(report.duration()));
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
                // Databases do not report bytes.
                bytes == 0 ? "" : ", " + Quantities.bytes(bytes),
                Quantities.seconds(took),
                Quantities.count(Math.round(report.rows() / seconds)),
                retries == 0 ? "none" : Quantities.count(retries)));
    lines.addAll(RowChangesText.lines(report));
    report
        .failures()
        .forEach(one -> lines.add("Failed, left as it was: " + one.table() + ": " + one.message()));
    report.warnings().forEach(text -> lines.add("Warning: " + text));
    for (TableReport table : tables) {
      table.warnings().forEach(text -> lines.add("Warning: " + table.table() + ": " + text));
    }
  }
}
