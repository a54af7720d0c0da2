package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.cli.terminal.ProgressLines;
import io.github.customerio4j.cli.terminal.RunSummary;
import io.github.customerio4j.cli.terminal.SummaryFormat;
import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionReport;
import java.time.Clock;

/** Adds the lines for debugging, and the summary of the run, to the lines of progress. */
final class ComponentProgress implements ExtractionListener {
  private final Console console;

  private ComponentProgress(Console console) {
    this.console = console;
  }

  /** A listener that prints the progress of one run on the console. */
  static ExtractionListener on(Console console, Clock clock) {
    return ExtractionListener.all(
        new ComponentProgress(console),
        new ProgressLines(new ComponentProgressFormat(), console::info, clock));
  }

  @Override
  public void pageRead(String source, int records, long bytes) {
    console.debug(source + ": a page of " + records + " records, " + bytes + " bytes.");
  }

  @Override
  public void tableWritten(String table, long rows, int columns) {
    console.debug(table + ": written, " + rows + " rows, " + columns + " columns.");
  }

  @Override
  public void committed(ExtractionReport report) {
    RunSummary.lines(report, SummaryFormat.LOG).forEach(console::info);
  }
}
