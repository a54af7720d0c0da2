package io.github.customerio4j.cli.command;

import io.github.customerio4j.extract.Extractor;
import io.github.customerio4j.extract.config.ExtractionConfig;
import io.github.customerio4j.extract.state.StateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds out whether tables can be written, and whether the state can be read. Writes nothing. */
final class DestinationCheck {
  static final String SUBJECT = "destination";
  private static final String STATE = "state";

  private DestinationCheck() {}

  static List<CheckResult> of(DestinationOptions.Opened destination, ExtractionConfig config) {
    List<CheckResult> findings = new ArrayList<>();
    try {
      Set<String> missing =
          Extractor.checkDestination(destination.sink(), destination.stateToRead(), config);
      String note =
          missing.isEmpty()
              ? ""
              : "; no longer there and read in full again: "
                  + String.join(", ", new TreeSet<>(missing));
      findings.add(CheckResult.ok(SUBJECT, destination.name() + " can be written" + note));
    } catch (IOException | IllegalArgumentException e) {
      findings.add(CheckResult.wrong(SUBJECT, e));
      return findings;
    }
    try {
      int tables = destination.stateToRead().load().tables().size();
      findings.add(
          CheckResult.ok(
              STATE, tables == 0 ? "the next run is a first one" : "of " + tables + " tables"));
    } catch (IOException | StateException e) {
      findings.add(CheckResult.wrong(STATE, e));
    }
    return findings;
  }
}
