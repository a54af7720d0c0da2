package io.github.customerio4j.cli.command;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.options.ProcessContext;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code state}: what the next run continues from. Exit codes: 0; 1 if the user can put it right; 2
 * if it failed otherwise.
 */
@Command(
    name = "state",
    description = "Shows or changes what the next run continues from.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example: what is known of a database's tables",
      "  customerio state show --to duckdb:crm.duckdb",
      "",
      "Example: messages from the beginning in the next run, without loading the others again",
      "  customerio state reset messages --to duckdb:crm.duckdb",
      "",
      "Exit codes: 0 done, 1 something for you to put right, 2 failed"
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = CliCommand.USER_ERROR,
    exitCodeOnExecutionException = CliCommand.FAILURE)
public final class StateCommand implements Callable<Integer> {
  private final ProcessContext context;
  private @Nullable CommandSpec spec;

  /** On the process's terminal. */
  public StateCommand() {
    this(ProcessContext.ofProcess());
  }

  StateCommand(ProcessContext context) {
    this.context = context;
  }

  /** Adds what can be done with a state: a line each. */
  @Spec
  void addCommands(CommandSpec command) {
    spec = command;
    command.addSubcommand(null, CommandSpec.forAnnotatedObject(new StateShowCommand(context)));
    command.addSubcommand(null, CommandSpec.forAnnotatedObject(new StateResetCommand(context)));
    command.addSubcommand(null, CommandSpec.forAnnotatedObject(new StateExportCommand(context)));
    command.addSubcommand(null, CommandSpec.forAnnotatedObject(new StateImportCommand(context)));
  }

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec, "no command").commandLine();
    context
        .terminal()
        .err()
        .println(
            "Cannot do nothing: name what to do, "
                + String.join(", ", command.getSubcommands().keySet())
                + ".");
    return CliCommand.USER_ERROR;
  }
}
