package io.github.customerio4j.cli.command;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.options.DestinationOptions;
import io.github.customerio4j.cli.options.ExtractionOptions;
import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.cli.options.WorkspaceOptions;
import io.github.customerio4j.cli.terminal.Failures;
import io.github.customerio4j.cli.terminal.PlanSummary;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.report.ExtractionPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code plan}: what a run would fetch. Writes nothing; reads the lists that others depend on. Exit
 * codes: 0; 1 if the user can put it right; 2 if it failed otherwise.
 */
@Command(
    name = "plan",
    description = {
      "Says how many requests and minutes an extraction would take. With --to or --state it goes",
      "on from there, else it is a first one."
    },
    footer = {
      "",
      "Example: what a first run of everything would take",
      "  customerio plan --full",
      "",
      "Exit codes: 0 done, 1 something for you to put right, 2 failed"
    })
public final class PlanCommand extends CliCommand {
  @Mixin private final WorkspaceOptions workspace;
  @Mixin private final DestinationOptions destination = new DestinationOptions();
  @Mixin private final ExtractionOptions extraction = new ExtractionOptions();

  /** A plan with the process's environment, on its terminal. */
  public PlanCommand() {
    this(ProcessContext.ofProcess());
  }

  PlanCommand(ProcessContext context) {
    super(context);
    this.workspace = new WorkspaceOptions(context);
  }

  @Override
  protected int run() {
    DestinationOptions.Opened to = destination.openOrNowhere();
    try (CustomerIo client = workspace.client().build()) {
      Extractor extractor =
          Extractor.builder().client(client).sink(to.sink()).stateStore(to.stateToRead()).build();
      PlanSummary.print(
          plan(extractor, extraction.config(destination.types(), context().variables())),
          context().terminal().out());
      return 0;
    } catch (CustomerIoException e) {
      throw workspace.inOptions(e);
    }
  }

  /** Counts the requests; fails with what made the plan fail. */
  static ExtractionPlan plan(Extractor extractor, ExtractionConfig config) {
    try {
      return extractor.plan(config);
    } catch (ExtractionException e) {
      throw Failures.of(e);
    }
  }
}
