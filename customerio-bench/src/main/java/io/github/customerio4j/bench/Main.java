package io.github.customerio4j.bench;

import io.github.customerio4j.bench.freshness.FreshnessCommand;
import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * The entry point of {@code customerio-bench.jar}: runs the {@code bench} command, the command
 * {@code freshness} if that is the first argument, or the JMH benchmarks if it is {@code jmh}.
 */
public final class Main {
  private static final String JMH = "jmh";

  private Main() {}

  /**
   * Runs a command or JMH. A command ends the process with its exit code.
   *
   * @param arguments the options of {@code bench}, or {@code freshness} and its options, or {@code
   *     jmh} and the options of JMH
   * @throws IOException if JMH cannot write its results
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0 && arguments[0].equals(JMH)) {
      org.openjdk.jmh.Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    if (arguments.length > 0 && arguments[0].equals(FreshnessCommand.NAME)) {
      CommandLine freshness = new CommandLine(new FreshnessCommand());
      System.exit(freshness.execute(Arrays.copyOfRange(arguments, 1, arguments.length)));
    }
    System.exit(new CommandLine(new BenchCommand()).execute(arguments));
  }
}
