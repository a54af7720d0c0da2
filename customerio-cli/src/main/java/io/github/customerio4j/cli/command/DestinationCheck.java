package io.github.customerio4j.cli.command;

import io.github.customerio4j.extract.state.StateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds out whether tables can be written, and whether the state can be read. Writes nothing. */
final class DestinationCheck {
  static final String SUBJECT = "destination";
  private static final String STATE = "state";

  private DestinationCheck() {}

  static List<CheckResult> of(DestinationOptions.Opened destination) {
    List<CheckResult> findings = new ArrayList<>();
    try {
      destination.sink().check();
      findings.add(CheckResult.ok(SUBJECT, destination.name() + " can be written"));
    } catch (IOException e) {
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
