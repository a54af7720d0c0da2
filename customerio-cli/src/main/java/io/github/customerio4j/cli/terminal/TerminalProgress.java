package io.github.customerio4j.cli.terminal;

import io.github.customerio4j.extract.report.ExtractionListener;
import java.time.Clock;

/**
 * Shows on a terminal how a run goes on. For one run; close it when that has ended, well or not.
 */
public interface TerminalProgress extends ExtractionListener, AutoCloseable {

  /** Shows progress on the terminal's error stream, in its style. */
  static TerminalProgress on(Terminal terminal) {
    return switch (terminal.style()) {
      case LINES ->
          new ProgressLines(new TerminalFormat(), terminal.err()::println, Clock.systemUTC());
      case BAR, COLOURED_BAR -> LiveProgress.start(terminal);
      case JSON -> new JsonLines(terminal.err(), Clock.systemUTC());
    };
  }

  /** Ends what is still being drawn, so that other text may follow. */
  @Override
  void close();
}
