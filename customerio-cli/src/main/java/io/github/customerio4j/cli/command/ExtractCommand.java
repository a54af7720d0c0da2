package io.github.customerio4j.cli.command;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.options.DestinationOptions;
import io.github.customerio4j.cli.options.JobOptions;
import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.cli.runview.RunView;
import io.github.customerio4j.cli.terminal.PlanSummary;
import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.report.ExtractionReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code extract}: tables of a workspace into files or a database.
 *
 * <p>Exit codes: 0; 1 if the user can put it right; 2 if it failed otherwise; 3 if some tables were
 * extracted and others failed ({@code --on-table-failure skip}).
 */
@Command(
    name = "extract",
    description = "Extracts tables of a workspace.",
    footer = {
      "",
      "Example: messages since 2025, continued by the next run",
      "  customerio extract --to csv:crm --tables messages --since 2025-01-01",
      "",
      "Example: all newsletters with their figures into a database",
      "  customerio extract --to duckdb:crm.duckdb --tables group:newsletters",
      "",
      "Exit codes: 0 done, 1 something for you to put right, 2 failed, 3 some tables failed"
    })
public final class ExtractCommand extends CliCommand {
  @Mixin private final JobOptions job;

  private @Nullable RunView view;

  @Option(
      names = {"--dry-run", "--plan"},
      description = "Only says how many requests and minutes the run would take.")
  private boolean isDryRun;

  /** An extraction with the process's environment, on its terminal. */
  public ExtractCommand() {
    this(ProcessContext.ofProcess());
  }

  ExtractCommand(ProcessContext context) {
    super(context);
    this.job = new JobOptions(context);
  }

  @Override
  protected int run() {
    RunView shown = job.showing().on(context().terminal());
    view = shown;
    DestinationOptions.Opened to = job.destination().open();
    ExtractionConfig config =
        job.extraction().config(job.destination().types(), context().variables());
    try (CustomerIo client = job.workspace().client().build()) {
      Extractor.Builder extractor = Extractor.builder().client(client).sink(to.sink());
      if (isDryRun) {
        extractor.stateStore(to.stateToRead());
        PlanSummary.print(PlanCommand.plan(extractor.build(), config), context().terminal().out());
        return 0;
      }
      extractor.stateStore(to.state());
      String from = "Customer.io (" + job.workspace().region() + ")";
      ExtractionReport report = shown.run(extractor, config, from, to.name());
      shown.conclude(report);
      return report.failures().isEmpty() ? 0 : PARTIAL_SUCCESS;
    } catch (CustomerIoException e) {
      throw job.workspace().inOptions(e);
    }
  }

  @Override
  protected void fail(Exception e) {
    RunView shown = view;
    if (shown == null) {
      super.fail(e);
    } else {
      shown.fail(e);
    }
  }
}
