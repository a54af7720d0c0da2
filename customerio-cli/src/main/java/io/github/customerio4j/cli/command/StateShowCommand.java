package io.github.customerio4j.cli.command;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.options.DestinationOptions;
import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.cli.terminal.TextTable;
import io.github.customerio4j.cli.terminal.TextTable.Alignment;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.TableState;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code state show}: the state of the previous run, for people. */
@Command(
    name = "show",
    description = "Shows what is remembered of each table.",
    footer = {"", "Example:", "  customerio state show --to csv:./crm"})
final class StateShowCommand extends CliCommand {
  /** A table with more chains is one whose single records are remembered. */
  private static final int MOST_CHAINS = 5;

  @Mixin private final DestinationOptions destination = new DestinationOptions();

  StateShowCommand(ProcessContext context) {
    super(context);
  }

  @Override
  protected int run() throws IOException {
    DestinationOptions.Opened of = destination.openState();
    ExtractionState state = of.stateToRead().load();
    PrintStream out = context().terminal().out();
    if (state.tables().isEmpty()) {
      out.println("Nothing is remembered: the next run is a first one.");
    } else {
      lines(state).forEach(out::println);
    }
    if (state.isLegacy()) {
      out.println("It was written by the former Keboola component.");
    }
    return 0;
  }

  private static List<String> lines(ExtractionState state) {
    TextTable lines =
        new TextTable(List.of(Alignment.LEFT, Alignment.LEFT, Alignment.RIGHT, Alignment.LEFT));
    lines.add(List.of("TABLE", "KEY", "COLUMNS", "COMPLETE UNTIL"));
    lines.addRule();
    new TreeMap<>(state.tables())
        .forEach(
            (name, table) ->
                lines.add(
                    List.of(
                        name,
                        table.primaryKey().isEmpty() ? "-" : String.join(",", table.primaryKey()),
                        String.valueOf(table.columns().size()),
                        until(table))));
    return lines.lines();
  }

  private static String until(TableState table) {
    Map<String, Instant> chains = new TreeMap<>(table.watermarks());
    if (chains.isEmpty()) {
      return "-";
    }
    String shown =
        chains.entrySet().stream()
            .limit(MOST_CHAINS)
            .map(
                chain ->
                    chain.getKey().equals("*")
                        ? chain.getValue().toString()
                        : chain.getKey() + " " + chain.getValue())
            .collect(Collectors.joining(", "));
    int more = chains.size() - MOST_CHAINS;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
