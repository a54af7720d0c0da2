package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.report.FleetPage;
import io.github.customerio4j.cli.terminal.JsonLine;
import io.github.customerio4j.cli.terminal.JsonResult;
import io.github.customerio4j.cli.terminal.Quantities;
import io.github.customerio4j.cli.terminal.Terminal;
import io.github.customerio4j.cli.terminal.TextTable;
import io.github.customerio4j.cli.terminal.TextTable.Alignment;
import io.github.customerio4j.extract.fleet.FleetReport;
import io.github.customerio4j.extract.fleet.WorkspaceResult;
import io.github.customerio4j.extract.fleet.WorkspaceResult.Outcome;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What came of a fleet: a line a workspace, the totals, the exit code, a page. */
final class FleetResult {
  private static final List<Alignment> COLUMNS =
      List.of(
          Alignment.LEFT,
          Alignment.LEFT,
          Alignment.RIGHT,
          Alignment.RIGHT,
          Alignment.RIGHT,
          Alignment.LEFT);

  private final FleetReport report;
  private final Map<String, WorkspaceJob> jobs;
  private final ResultText text;

  FleetResult(FleetReport report, Map<String, WorkspaceJob> jobs) {
    this.report = report;
    this.jobs = jobs;
    this.text = new ResultText(jobs);
  }

  /** Prints it: a table for people, JSON lines for machines. */
  void print(Terminal terminal) {
    PrintStream out = terminal.out();
    if (terminal.style() == Terminal.Style.JSON) {
      report.results().forEach(one -> out.println(json(one)));
      out.println(totals());
    } else {
      lines().forEach(out::println);
    }
    out.flush();
  }

  private List<String> lines() {
    TextTable table = new TextTable(COLUMNS);
    table.add(List.of("WORKSPACE", "OUTCOME", "ROWS", "REQUESTS", "SECONDS", "WHAT FAILED"));
    table.addRule();
    for (WorkspaceResult one : report.results()) {
      boolean hasFigures = one.report().isPresent();
      table.add(
          List.of(
              one.workspace(),
              ResultText.outcome(one),
              hasFigures ? Quantities.count(one.rows()) : "-",
              hasFigures ? Quantities.count(one.requests()) : "-",
              one.outcome() == Outcome.NOT_STARTED ? "-" : Quantities.seconds(one.duration()),
              one.outcome() == Outcome.FAILED || one.outcome() == Outcome.PARTIAL
                  ? text.problemInShort(one).orElse("")
                  : ""));
    }
    table.addRule();
    table.add(
        List.of(
            Quantities.count(report.results().size()) + " workspaces",
            "",
            Quantities.count(report.rows()),
            Quantities.count(report.requests()),
            Quantities.seconds(report.duration()),
            ""));
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(counts());
    return lines;
  }

  /** How many ended how. */
  private String counts() {
    List<String> counts = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      int count = report.count(outcome);
      if (count > 0) {
        counts.add(
            Quantities.count(count)
                + " "
                + outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      }
    }
    return String.join(", ", counts);
  }

  private String json(WorkspaceResult one) {
    JsonLine line = new JsonLine().add("workspace", one.workspace());
    if (one.report().isPresent()) {
      return JsonResult.addTo(line, one.report().get()).text();
    }
    line.add("outcome", one.outcome().name().toLowerCase(Locale.ROOT))
        .addSeconds("seconds", one.duration())
        .add("rows", 0)
        .add("requests", 0);
    text.problem(one).ifPresent(why -> line.add("message", why));
    return line.text();
  }

  private String totals() {
    JsonLine line =
        new JsonLine()
            .add("outcome", report.isDone() ? "done" : isNothing() ? "failed" : "partial")
            .add("started_at", report.startedAt().toString())
            .addSeconds("seconds", report.duration())
            .add("workspaces", report.results().size());
    for (Outcome outcome : Outcome.values()) {
      line.add(outcome.name().toLowerCase(Locale.ROOT), report.count(outcome));
    }
    return line.add("rows", report.rows()).add("requests", report.requests()).text();
  }

  private boolean isNothing() {
    return report.results().stream().noneMatch(one -> one.report().isPresent());
  }

  /** 0 for all, 3 for some; for none 1 if the user can put all of it right, else 2. */
  int exitCode() {
    if (report.isDone()) {
      return 0;
    }
    if (report.count(Outcome.CANCELLED) + report.count(Outcome.NOT_STARTED) > 0) {
      return CliCommand.FAILURE;
    }
    if (!isNothing()) {
      return CliCommand.PARTIAL_SUCCESS;
    }
    return report.results().stream()
        .mapToInt(one -> one.failure().map(WorkspaceJob::exitCode).orElse(CliCommand.FAILURE))
        .max()
        .orElse(CliCommand.FAILURE);
  }

  /** Writes a page about it. */
  void writePage(Path file) {
    List<FleetPage.Line> lines =
        report.results().stream()
            .map(
                one ->
                    new FleetPage.Line(
                        one,
                        Objects.requireNonNull(jobs.get(one.workspace())).open().name(),
                        text.problem(one)))
            .toList();
    FleetPage.write(file, report, lines);
  }
}
