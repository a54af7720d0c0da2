package io.github.customerio4j.cli.command;

import io.github.customerio4j.cli.options.CliCommand;
import io.github.customerio4j.cli.options.DestinationOptions;
import io.github.customerio4j.cli.options.ProcessContext;
import io.github.customerio4j.cli.terminal.PathArgument;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.StateStore;
import io.github.customerio4j.extract.state.Utf8Text;
import java.io.Closeable;
import java.io.IOException;
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
  private static final String STANDARD_INPUT = "-";

  @Mixin private final DestinationOptions destination = new DestinationOptions();

  @Parameters(paramLabel = "FILE", description = "Where from; - for standard input.")
  private String file = STANDARD_INPUT;

  StateImportCommand(ProcessContext context) {
    super(context);
  }

  @Override
  protected int run() throws IOException {
    StateStore store = destination.openState().state();
    ExtractionState state = ExtractionState.parse(text());
    if (state.tables().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot import " + name() + ": it remembers no table. Use state reset to start again.");
    }
    Closeable lock = store.lock();
    try (lock) {
      store.save(state);
    }
    context().terminal().out().println("Imported: " + state.tables().size() + " tables");
    return 0;
  }

  private String text() throws IOException {
    try {
      return Utf8Text.decode(bytes());
    } catch (Utf8Text.OtherEncodingException e) {
      throw new IllegalArgumentException(
          "Cannot import " + name() + ": it " + e.getMessage() + ". Save it in UTF-8.", e);
    }
  }

  private byte[] bytes() throws IOException {
    if (file.equals(STANDARD_INPUT)) {
      return context().in().readAllBytes();
    }
    Path path = PathArgument.of("FILE", file);
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot import "
              + file
              + ": it cannot be read ("
              + e.getClass().getSimpleName()
              + "). Name a file that this process may read.",
          e);
    }
  }

  private String name() {
    return file.equals(STANDARD_INPUT) ? "standard input" : file;
  }
}
