package io.github.customerio4j.bench.freshness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.customerio4j.bench.freshness.Simulation.Evening;
import io.github.customerio4j.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code freshness}: shows how many rows are stale at the end of each day, and what it costs in
 * requests to have fewer.
 */
@Command(
    name = FreshnessCommand.NAME,
    description = {
      "Extracts messages that change after they were read, every hour and every day, by three",
      "strategies. Counts stale rows and requests at the end of each day."
    },
    footer = {
      "",
      "Example:",
      "  java -jar customerio-bench.jar freshness --svg docs/images/freshness.svg"
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = 1,
    exitCodeOnExecutionException = 2)
public final class FreshnessCommand implements Callable<Integer> {
  /** The command's name. */
  public static final String NAME = "freshness";

  private final @Nullable Terminal givenTerminal;

  @Option(
      names = "--days",
      paramLabel = "DAYS",
      description = "How many days of runs; 60 by default.")
  private int days = 60;

  @Option(
      names = "--messages",
      paramLabel = "COUNT",
      description = "How many messages are created in a day; 100 by default.")
  private int messagesPerDay = 100;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "The same seed gives the same figures; 42 by default.")
  private long seed = 42;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Also writes the figures of every day into this file.")
  private @Nullable Path csv;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Also draws the hourly runs into this file.")
  private @Nullable Path svg;

  /** Prints on the terminal of this process. */
  public FreshnessCommand() {
    this.givenTerminal = null;
  }

  FreshnessCommand(Terminal terminal) {
    this.givenTerminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Terminal terminal = givenTerminal == null ? Terminal.system() : givenTerminal;
    if (days < 1 || messagesPerDay < 1) {
      terminal.err().println("Cannot simulate: give at least one day and one message a day.");
      return 1;
    }
    List<Evening> evenings =
        new Simulation(days, messagesPerDay, seed)
            .run(day -> terminal.err().println("Day " + day + " of " + days));
    FreshnessTable table = new FreshnessTable(evenings);
    table.lines().forEach(terminal.out()::println);
    if (csv != null) {
      write(csv, table.csv());
    }
    if (svg != null) {
      write(svg, new FreshnessChart(evenings).svg());
    }
    return 0;
  }

  private static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, text, UTF_8);
  }
}
