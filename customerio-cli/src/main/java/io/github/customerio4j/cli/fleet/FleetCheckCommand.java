package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.cli.terminal.Quantities;
import io.github.customerio4j.cli.terminal.TextTable;
import io.github.customerio4j.cli.terminal.TextTable.Alignment;
import io.github.customerio4j.extract.fleet.Fleet;
import io.github.customerio4j.extract.fleet.FleetAccess;
import io.github.customerio4j.extract.report.AccessReport;
import io.github.customerio4j.extract.report.AccessReport.Outcome;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code fleet check}: whether each workspace of a fleet could be extracted. Reads a record a table
 * at most, makes no export, writes nothing.
 *
 * <p>Exit codes: 0; 1 if there is something for the user to put right; 2 if something else failed.
 */
@Command(
    name = "check",
    description = "Checks key, scopes and destination of each workspace by small requests.",
    footer = {
      "",
      "Example: before the first run",
      "  customerio fleet check --config fleet.yaml",
      "",
      "Exit codes: 0 all is well, 1 something for you to put right, 2 failed"
    })
final class FleetCheckCommand extends CliCommand {
  private final FleetSettings settings;

  @Mixin private final SelectionOptions selection = new SelectionOptions();

  FleetCheckCommand(ProcessContext context) {
    this(context, new FleetSettings(context));
  }

  private FleetCheckCommand(ProcessContext context, FleetSettings settings) {
    super(context, settings);
    this.settings = settings;
  }

  @Override
  protected int run() {
    Jobs all = settings.jobs();
    Map<String, WorkspaceJob> jobs = selection.of(all);
    PrintStream out = context().terminal().out();
    if (jobs.isEmpty()) {
      out.println(selection.nothing(all));
      return 0;
    }
    all.warnings().forEach(text -> context().terminal().err().println("Warning: " + text));
    Fleet.Builder fleet = Fleet.builder();
    jobs.values().forEach(job -> fleet.workspace(job.workspace()));
    FleetAccess access = fleet.build().check();
    lines(access, jobs).forEach(out::println);
    if (access.isOk()) {
      return 0;
    }
    return access.results().stream().anyMatch(FleetCheckCommand::isForTheUser)
        ? USER_ERROR
        : FAILURE;
  }

  private static boolean isForTheUser(FleetAccess.Result result) {
    return result.destinationProblem().isPresent()
        || result.access().results().stream().anyMatch(one -> one.outcome() == Outcome.WRONG);
  }

  private static List<String> lines(FleetAccess access, Map<String, WorkspaceJob> jobs) {
    TextTable table = new TextTable(Collections.nCopies(4, Alignment.LEFT));
    int ok = 0;
    for (FleetAccess.Result result : access.results()) {
      WorkspaceJob job = Objects.requireNonNull(jobs.get(result.workspace()));
      ok += result.isOk() ? 1 : 0;
      table.add(keyLine(result, job));
      tableLines(result, job).forEach(table::add);
      table.add(destinationLine(result, job));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(
        "%s of %s workspaces are in order (%s s)"
            .formatted(
                Quantities.count(ok),
                Quantities.count(access.results().size()),
                Quantities.seconds(access.duration())));
    return lines;
  }

  private static List<String> keyLine(FleetAccess.Result result, WorkspaceJob job) {
    for (AccessReport.Result one : result.access().results()) {
      if (one.subject().equals(AccessReport.KEY)) {
        boolean isOk = one.outcome() == Outcome.OK;
        String text = isOk ? "let in by " + job.options().workspace().place() : text(one, job);
        return List.of(isOk ? "ok" : "FAILED", result.workspace(), AccessReport.KEY, text);
      }
    }
    return List.of("-", result.workspace(), AccessReport.KEY, "was not asked");
  }

  /** A line for each table that cannot be read, and one for all that can. */
  private static List<List<String>> tableLines(FleetAccess.Result result, WorkspaceJob job) {
    List<List<String>> lines = new ArrayList<>();
    List<String> readable = new ArrayList<>();
    for (AccessReport.Result one : result.access().results()) {
      if (one.subject().equals(AccessReport.KEY)) {
        continue;
      }
      switch (one.outcome()) {
        case OK, NOT_ASKED -> readable.add(one.subject());
        case WRONG, BROKEN ->
            lines.add(List.of("FAILED", result.workspace(), one.subject(), text(one, job)));
      }
    }
    if (!readable.isEmpty()) {
      lines.add(0, List.of("ok", result.workspace(), "tables", String.join(", ", readable)));
    }
    return lines;
  }

  private static List<String> destinationLine(FleetAccess.Result result, WorkspaceJob job) {
    String missing =
        result.missingTables().isEmpty()
            ? ""
            : "; no longer there and read in full again: "
                + String.join(", ", new TreeSet<>(result.missingTables()));
    return result
        .destinationProblem()
        .map(why -> List.of("FAILED", result.workspace(), "destination", why))
        .orElseGet(
            () ->
                List.of(
                    "ok",
                    result.workspace(),
                    "destination",
                    job.open().name() + " can be written" + missing));
  }

  private static String text(AccessReport.Result one, WorkspaceJob job) {
    return one.failure().flatMap(job.options().workspace()::remedy).orElse(one.text());
  }
}
