package io.github.customerio4j.cli.command;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.options.DestinationOptions;
import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.StateStore;
import io.github.customerio4j.extract.state.TableState;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code state reset}: forgets tables. Refused while a run uses the state. */
@Command(
    name = "reset",
    description = "Forgets tables: the next run reads them as if for the first time.",
    footer = {"", "Example:", "  customerio state reset messages --to duckdb:crm.duckdb"})
final class StateResetCommand extends CliCommand {
  @Mixin private final DestinationOptions destination = new DestinationOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "TABLE",
      description = "Those to forget, as state show names them. Default: all")
  private Set<String> tables = new LinkedHashSet<>();

  StateResetCommand(ProcessContext context) {
    super(context);
  }

  @Override
  protected int run() throws IOException {
    DestinationOptions.Opened of = destination.openState();
    if (of.stateToRead().load().tables().isEmpty() && tables.isEmpty()) {
      context().terminal().out().println("Nothing was remembered.");
      return 0;
    }
    StateStore store = of.stateToRead();
    Closeable lock = store.lock();
    try (lock) {
      ExtractionState state = store.load();
      List<String> forgotten = List.copyOf(tables.isEmpty() ? state.tables().keySet() : tables);
      store.save(without(state));
      context().terminal().out().println("Forgotten: " + String.join(", ", forgotten));
      return 0;
    }
  }

  private ExtractionState without(ExtractionState state) {
    if (tables.isEmpty()) {
      return ExtractionState.empty();
    }
    Map<String, TableState> left = new LinkedHashMap<>(state.tables());
    for (String table : tables) {
      if (left.remove(table) == null) {
        throw new IllegalArgumentException(
            "Cannot forget \""
                + table
                + "\": nothing is remembered of such a table. There are "
                + String.join(", ", new TreeSet<>(state.tables().keySet()))
                + ".");
      }
    }
    ExtractionState.Builder builder = ExtractionState.builder();
    builder.tables(left).activityTables(state.activityTables());
    return builder.build();
  }
}
