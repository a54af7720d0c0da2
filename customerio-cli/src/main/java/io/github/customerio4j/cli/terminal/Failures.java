package io.github.customerio4j.cli.terminal;

import java.time.Instant;

/** Says on the error stream what failed. */
public final class Failures {
  private Failures() {}

  /** A line of text, or an event where events are told. */
  public static void tell(Terminal terminal, String message) {
    terminal
        .err()
        .println(
            terminal.style() == Terminal.Style.JSON
                ? JsonLine.event(Instant.now(), "error", "failed").add("message", message).text()
                : message);
  }
}
