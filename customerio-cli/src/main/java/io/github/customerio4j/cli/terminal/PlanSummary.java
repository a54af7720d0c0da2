package io.github.customerio4j.cli.terminal;

import io.github.customerio4j.cli.terminal.TextTable.Alignment;
import io.github.customerio4j.extract.report.ExtractionPlan;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run would cost: a line a table, the requests, the time. */
public final class PlanSummary {
  private PlanSummary() {}

  /** Prints the summary of a plan. */
  public static void print(ExtractionPlan plan, PrintStream out) {
    lines(plan).forEach(out::println);
  }

  /** The same as lines. */
  public static List<String> lines(ExtractionPlan plan) {
    TextTable table = new TextTable(List.of(Alignment.LEFT, Alignment.RIGHT));
    table.add(List.of("TABLE", "REQUESTS"));
    table.addRule();
    for (ExtractionPlan.Table one : plan.tables()) {
      table.add(List.of(one.table(), requests(one.requests(), one.isAtLeast())));
    }
    table.addRule();
    table.add(
        List.of(
            Quantities.count(plan.tables().size()) + " tables",
            requests(plan.requests(), plan.isAtLeast())));
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(
        plan.requestsPerSecond().isEmpty()
            ? "Nothing limits the requests a second."
            : String.format(
                Locale.ROOT,
                "At %.0f requests a second that takes %s%.1f minutes.",
                plan.requestsPerSecond().getAsDouble(),
                plan.isAtLeast() ? "at least " : "",
                plan.duration().toMillis() / 60_000.0));
    return lines;
  }

  private static String requests(long requests, boolean isAtLeast) {
    return Quantities.count(requests) + (isAtLeast ? "+" : " ");
  }
}
