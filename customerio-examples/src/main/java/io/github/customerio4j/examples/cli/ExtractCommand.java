package io.github.customerio4j.examples.cli;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.examples.terminal.PlanSummary;
import io.github.customerio4j.examples.terminal.RunSummary;
import io.github.customerio4j.examples.terminal.Terminal;
import io.github.customerio4j.examples.terminal.TerminalProgress;
import io.github.customerio4j.extract.ExtractionConfig;
import io.github.customerio4j.extract.ExtractionReport;
import io.github.customerio4j.extract.Extractor;
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
  @Mixin private final Workspace workspace;
  @Mixin private final Destination destination = new Destination();
  @Mixin private final ExtractionOptions extraction = new ExtractionOptions();

  @Option(
      names = {"--dry-run", "--plan"},
      description = "Only says how many requests and minutes the run would take.")
  private boolean isDryRun;

  /** An extraction with the process's environment, on its terminal. */
  public ExtractCommand() {
    this(Surroundings.ofProcess());
  }

  ExtractCommand(Surroundings surroundings) {
    super(surroundings);
    this.workspace = new Workspace(surroundings);
  }

  @Override
  int run() {
    Destination.Opened to = destination.open();
    ExtractionConfig config = extraction.config();
    Terminal terminal = surroundings().terminal();
    try (CustomerIo client = workspace.client().build()) {
      Extractor.Builder extractor = Extractor.builder().client(client).sink(to.sink());
      if (isDryRun) {
        extractor.stateStore(to.stateToRead());
        PlanSummary.print(extractor.build().plan(config), terminal.out());
        return 0;
      }
      ExtractionReport report = run(extractor.stateStore(to.state()), config);
      RunSummary.print(report, terminal.out());
      return report.failures().isEmpty() ? 0 : PARTIAL_SUCCESS;
    }
  }

  private ExtractionReport run(Extractor.Builder extractor, ExtractionConfig config) {
    try (TerminalProgress progress = TerminalProgress.on(surroundings().terminal())) {
      return extractor.listener(progress).build().run(config);
    }
  }
}
