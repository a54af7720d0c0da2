package io.github.customerio4j.cli.terminal;

import io.github.customerio4j.extract.report.ExtractionListener;
import java.time.Clock;

/**
 * Shows the progress of a run on a terminal. For one run; close it when the run has ended, in
 * success or failure.
 */
public interface TerminalProgress extends ExtractionListener, AutoCloseable {

  /** Shows progress on the terminal's error stream, in its style. */
  static TerminalProgress on(Terminal terminal) {
    return switch (terminal.style()) {
      case LINES ->
          new ProgressLines(new TerminalFormat(), terminal.err()::println, Clock.systemUTC());
      case BAR, COLORED_BAR -> LiveProgress.start(terminal);
      case JSON -> new JsonLines(terminal.err(), Clock.systemUTC());
    };
  }

  /** Ends the drawing, so that other text may follow. */
  @Override
  void close();
}
