package io.github.customerio4j.cli.command;

import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.StateStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code state import}: puts a state in place of the one that is there, or nothing. */
@Command(
    name = "import",
    description = "Takes a state, as state export writes it, in place of the one that is there.",
    footer = {"", "Example:", "  customerio state import state.json --to duckdb:crm.duckdb"})
final class StateImportCommand extends CliCommand {
  @Mixin private final DestinationOptions destination = new DestinationOptions();

  @Parameters(paramLabel = "FILE", description = "Where from; - for standard input.")
  private String file = "-";

  StateImportCommand(ProcessContext context) {
    super(context);
  }

  @Override
  int run() throws IOException {
    StateStore store = destination.openState().state();
    ExtractionState state = ExtractionState.parse(text());
    if (state.tables().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot import "
              + (file.equals("-") ? "standard input" : file)
              + ": it remembers no table. Use state reset to start again.");
    }
    Closeable lock = store.lock();
    try (lock) {
      store.save(state);
    }
    context().terminal().out().println("Imported: " + state.tables().size() + " tables");
    return 0;
  }

  private String text() throws IOException {
    if (file.equals("-")) {
      return new String(context().in().readAllBytes(), StandardCharsets.UTF_8);
    }
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot import "
              + file
              + ": it cannot be read ("
              + e.getClass().getSimpleName()
              + "). Name a file in UTF-8 that this process may read.",
          e);
    }
  }
}
