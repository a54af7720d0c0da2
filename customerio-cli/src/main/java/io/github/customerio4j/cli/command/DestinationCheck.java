package io.github.customerio4j.cli.command;

import io.github.customerio4j.cli.options.DestinationOptions;
import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.sink.SchemaChange;
import io.github.customerio4j.extract.state.ExtractionState;
import io.github.customerio4j.extract.state.MemoryStateStore;
import io.github.customerio4j.extract.state.StateException;
import io.github.customerio4j.extract.state.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds out whether tables can be written, and whether the state can be read. Writes nothing. */
final class DestinationCheck {
  static final String SUBJECT = "destination";
  private static final String STATE = "state";

  private static final String TYPES = "types";

  private DestinationCheck() {}

  private static String text(String table, List<SchemaChange> changes) {
    return "the next run changes columns of %s where all values fit: %s; --types keep keeps them"
        .formatted(
            table,
            changes.stream()
                .map(change -> change.column() + " " + change.change())
                .collect(Collectors.joining(", ")));
  }

  static List<CheckResult> of(DestinationOptions.Opened destination, ExtractionConfig config) {
    // Each opening of a database takes a part of the second that a check may take.
    StateStore loaded = new MemoryStateStore();
    CheckResult state;
    try {
      ExtractionState stored = destination.stateToRead().load();
      loaded.save(stored);
      int tables = stored.tables().size();
      state =
          CheckResult.ok(
              STATE, tables == 0 ? "the next run is a first one" : "of " + tables + " tables");
    } catch (IOException | StateException e) {
      state = CheckResult.wrong(STATE, e);
    }
    try {
      Set<String> missing = Extractor.checkDestination(destination.sink(), loaded, config);
      String note =
          missing.isEmpty()
              ? ""
              : "; no longer there and read in full again: "
                  + String.join(", ", new TreeSet<>(missing));
      List<CheckResult> results = new ArrayList<>();
      results.add(CheckResult.ok(SUBJECT, destination.name() + " can be written" + note));
      Extractor.typeChanges(destination.sink(), loaded, config)
          .forEach((table, changes) -> results.add(CheckResult.ok(TYPES, text(table, changes))));
      results.add(state);
      return results;
    } catch (IOException | IllegalArgumentException e) {
      return List.of(CheckResult.wrong(SUBJECT, e));
    }
  }
}
