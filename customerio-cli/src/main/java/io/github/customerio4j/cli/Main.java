package io.github.customerio4j.cli;

import io.github.customerio4j.cli.command.CheckCommand;
import io.github.customerio4j.cli.command.CompletionCommand;
import io.github.customerio4j.cli.command.ConfigSchemaCommand;
import io.github.customerio4j.cli.command.ExtractCommand;
import io.github.customerio4j.cli.command.PlanCommand;
import io.github.customerio4j.cli.command.StateCommand;
import io.github.customerio4j.cli.command.TablesCommand;
import io.github.customerio4j.cli.demo.DemoCommand;
import io.github.customerio4j.cli.fleet.FleetCommand;
import io.github.customerio4j.cli.keboola.KeboolaCommand;
import io.github.customerio4j.cli.terminal.PathArgument;
import io.github.customerio4j.cli.terminal.UsageErrors;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of {@code customerio.jar}: its first argument names a command. */
@Command(
    name = "customerio",
    description = "Extracts Customer.io workspaces.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example: campaigns and messages into a DuckDB file",
      "  customerio extract --to duckdb:crm.duckdb --tables campaigns,messages"
    },
    versionProvider = Main.Version.class,
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = Main.USER_ERROR)
public final class Main {
  static final int USER_ERROR = 1;

  private Main() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param arguments the command's name and its options
   */
  public static void main(String[] arguments) {
    System.exit(Interruption.guard(() -> run(arguments)));
  }

  static int run(String... arguments) {
    if (List.of(arguments).equals(List.of(KeboolaCommand.NAME))) {
      // Each job starts it without options, so it need not wait for a parser of options.
      return new KeboolaCommand().call();
    }
    try {
      PathArgument.of("the current folder", System.getProperty("user.dir"));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return USER_ERROR;
    }
    return commands().execute(arguments);
  }

  /** Every command; making one must cost nothing, because all are made whichever is run. */
  static CommandLine commands() {
    return new CommandLine(new Main())
        // A line a command:
        .addSubcommand(new CheckCommand())
        .addSubcommand(new CompletionCommand())
        .addSubcommand(new ConfigSchemaCommand())
        .addSubcommand(new DemoCommand())
        .addSubcommand(new ExtractCommand())
        .addSubcommand(new FleetCommand())
        .addSubcommand(new KeboolaCommand())
        .addSubcommand(new PlanCommand())
        .addSubcommand(new StateCommand())
        .addSubcommand(new TablesCommand())
        .setParameterExceptionHandler(new UsageErrors());
  }

  /** Reads the version from the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"customerio4j " + (version == null ? "(not packaged)" : version)};
    }
  }
}
