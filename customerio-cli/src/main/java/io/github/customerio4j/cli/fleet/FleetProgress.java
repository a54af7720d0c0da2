package io.github.customerio4j.cli.fleet;

import io.github.customerio4j.cli.terminal.Terminal;
import io.github.customerio4j.extract.fleet.FleetListener;
import java.time.Clock;
import java.util.Map;

/** Shows the progress of a fleet on a terminal. For one run; close it when the fleet has ended. */
interface FleetProgress extends FleetListener, AutoCloseable {

  /**
   * Shows progress on the terminal's error stream, in its style.
   *
   * @param jobs the workspaces, for the remedies of their failures
   */
  static FleetProgress on(Terminal terminal, Map<String, WorkspaceJob> jobs) {
    Clock clock = Clock.systemUTC();
    return switch (terminal.style()) {
      case LINES -> new FleetLines(terminal.err()::println, clock, new ResultText(jobs));
      case BAR, COLORED_BAR -> LiveFleet.start(terminal, new ResultText(jobs));
      case JSON -> new FleetJsonLines(terminal.err(), clock, new ResultText(jobs));
    };
  }

  /** Ends the drawing, so that other text may follow. */
  @Override
  void close();
}
