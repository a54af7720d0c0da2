package io.github.customerio4j.cli.command;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.options.DestinationOptions;
import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.cli.terminal.PathArgument;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.FileStateStore;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code state export}: the state as JSON. */
@Command(
    name = "export",
    description = "Writes the state as JSON.",
    footer = {"", "Example:", "  customerio state export state.json --to duckdb:crm.duckdb"})
final class StateExportCommand extends CliCommand {
  @Mixin private final DestinationOptions destination = new DestinationOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Where to. Default: -, standard output")
  private String file = "-";

  StateExportCommand(ProcessContext context) {
    super(context);
  }

  @Override
  protected int run() throws IOException {
    ExtractionState state = destination.openState().stateToRead().load();
    if (file.equals("-")) {
      context().terminal().out().println(state.toJson());
    } else {
      new FileStateStore(PathArgument.of("FILE", file)).save(state);
    }
    return 0;
  }
}
