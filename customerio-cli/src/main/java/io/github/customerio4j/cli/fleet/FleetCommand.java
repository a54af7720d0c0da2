package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.cli.runview.RunViewOptions;
import io.github.customerio4j.cli.terminal.Failures;
import io.github.customerio4j.cli.terminal.PathArgument;
import io.github.customerio4j.cli.terminal.Terminal;
import io.github.customerio4j.extract.fleet.Fleet;
import io.github.customerio4j.extract.fleet.FleetHistory;
import io.github.customerio4j.extract.fleet.FleetReport;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code fleet}: the extractions of many workspaces, side by side.
 *
 * <p>Exit codes: 0 if all tables of all workspaces were extracted; 3 if some were; if none was, 1
 * if everything that failed is for the user to put right, else 2.
 */
@Command(
    name = "fleet",
    description = "Extracts many workspaces side by side, each to the limit of its rate.",
    footer = {
      "",
      "Example: all workspaces of a file",
      "  customerio fleet --config fleet.yaml",
      "",
      "Example: are keys, scopes and destinations in order?",
      "  customerio fleet check --config fleet.yaml",
      "",
      "Example: a pod of an Indexed Job of Kubernetes with 20 completions",
      "  customerio fleet --config fleet.yaml --shard $JOB_COMPLETION_INDEX/20",
      "",
      "Exit codes: 0 done, 3 some workspaces or tables failed; if nothing was extracted:",
      "1 something for you to put right, 2 failed"
    })
public final class FleetCommand extends CliCommand {
  private final FleetSettings settings;

  @Mixin private final SelectionOptions selection = new SelectionOptions();
  @Mixin private final RunViewOptions showing = new RunViewOptions();

  @Option(
      names = "--most-at-once",
      paramLabel = "N",
      description = "How many workspaces run at a time. Default: as processor and memory allow")
  private @Nullable Integer mostAtOnce;

  @Option(
      names = "--history",
      converter = PathArgument.class,
      paramLabel = "FILE",
      description = {
        "How long each workspace took last, so that the slowest starts first. Default: beside the",
        "file of --config, fleet.history.json for fleet.yaml"
      })
  private @Nullable Path history;

  @Option(
      names = {"--dry-run", "--plan"},
      description = "Only says how many requests and minutes each workspace would take.")
  private boolean isDryRun;

  private @Nullable Terminal shown;

  /** A fleet with the process's environment, on its terminal. */
  public FleetCommand() {
    this(ProcessContext.ofProcess());
  }

  FleetCommand(ProcessContext context) {
    this(context, new FleetSettings(context));
  }

  private FleetCommand(ProcessContext context, FleetSettings settings) {
    super(context, settings);
    this.settings = settings;
  }

  /** Adds what else can be done with a fleet. */
  @Spec
  void addCommands(CommandSpec command) {
    command.addSubcommand(null, CommandSpec.forAnnotatedObject(new FleetCheckCommand(context())));
  }

  @Override
  protected int run() {
    Terminal terminal = showing.styled(context().terminal());
    shown = terminal;
    Optional<Path> file = showing.page();
    Jobs all = settings.jobs();
    Map<String, WorkspaceJob> jobs = selection.of(all);
    if (jobs.isEmpty()) {
      if (terminal.style() == Terminal.Style.JSON) {
        FleetReport nothing = new FleetReport(Instant.now(), Duration.ZERO, List.of());
        new FleetResult(nothing, jobs).print(terminal);
      } else {
        terminal.err().println(selection.nothing(all));
      }
      return 0;
    }
    if (isDryRun) {
      FleetPlan plan = FleetPlan.of(jobs.values());
      plan.lines().forEach(terminal.out()::println);
      return plan.exitCode();
    }
    Fleet.Builder fleet = Fleet.builder().history(history());
    jobs.values().forEach(job -> fleet.workspace(job.workspace()));
    if (mostAtOnce != null) {
      fleet.mostAtOnce(mostAtOnce);
    }
    FleetReport report;
    try (FleetProgress progress = FleetProgress.on(terminal, jobs)) {
      FleetPages pages = new FleetPages(progress, jobs, terminal);
      all.warnings().forEach(progress::warned);
      report = fleet.listener(pages).build().start().join();
    }
    FleetResult result = new FleetResult(report, jobs);
    file.ifPresent(page -> write(result, page, terminal));
    result.print(terminal);
    return result.exitCode();
  }

  /** The fleet has ended by now: a page that cannot be written does not change how. */
  private void write(FleetResult result, Path page, Terminal terminal) {
    try {
      result.writePage(page);
    } catch (UncheckedIOException e) {
      Failures.tell(terminal, String.valueOf(e.getMessage()));
    }
  }

  private FleetHistory history() {
    if (history != null) {
      return FleetHistory.file(history);
    }
    Path config = settings.configFile();
    Path folder = config.getParent();
    String name = String.valueOf(config.getFileName()).replaceFirst("[.](ya?ml|json)$", "");
    // A mounted configuration is often read-only; a fleet does without its history then.
    return folder == null || !Files.isWritable(folder)
        ? FleetHistory.none()
        : FleetHistory.file(folder.resolve(name + ".history.json"));
  }

  @Override
  protected void fail(Exception e) {
    Terminal terminal = shown;
    if (terminal == null) {
      super.fail(e);
    } else {
      Failures.tell(terminal, String.valueOf(e.getMessage()));
    }
  }
}
