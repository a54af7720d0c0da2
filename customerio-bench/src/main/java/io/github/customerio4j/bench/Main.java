package io.github.customerio4j.bench;

import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * The entry point of {@code customerio-bench.jar}: runs the {@code bench} command, or the JMH
 * benchmarks if the first argument is {@code jmh}.
 */
public final class Main {
  private static final String JMH = "jmh";

  private Main() {}

  /**
   * Runs the command or JMH. The command ends the process with its exit code.
   *
   * @param arguments the options of {@code bench}, or {@code jmh} and the options of JMH
   * @throws IOException if JMH cannot write its results
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0 && arguments[0].equals(JMH)) {
      org.openjdk.jmh.Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
      return;
    }
    System.exit(new CommandLine(new BenchCommand()).execute(arguments));
  }
}
