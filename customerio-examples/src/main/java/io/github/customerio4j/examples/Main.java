package io.github.customerio4j.examples;

import io.github.customerio4j.examples.bench.BenchCommand;
import io.github.customerio4j.examples.demo.DemoCommand;
import io.github.customerio4j.examples.cli.ExtractCommand;
import io.github.customerio4j.examples.keboola.KeboolaCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of {@code customerio-examples.jar}: its first argument names a command. */
@Command(
    name = "customerio-examples",
    description = "Ways to use customerio4j.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class Main {
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
      // Started anew for each job and without options: it need not wait for a parser of them.
      return new KeboolaCommand().call();
    }
    return commands().execute(arguments);
  }

  /** Every command; making one must cost nothing, because all are made whichever is run. */
  static CommandLine commands() {
    return new CommandLine(new Main())
        // A line a command:
        .addSubcommand(new BenchCommand())
        .addSubcommand(new DemoCommand())
        .addSubcommand(new ExtractCommand())
        .addSubcommand(new KeboolaCommand());
  }
}
