package io.github.customerio4j.cli.terminal;

import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.state.StateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** What failed: as the commands tell it apart, and on the error stream. */
public final class Failures {
  private Failures() {}

  /**
   * What made a run fail, by which exit code and remedy are chosen. Its message does not name the
   * folder of spooled rows: the next run finds it.
   */
  public static RuntimeException of(ExtractionException e) {
    if (e instanceof ExtractionException.RequestFailed request) {
      return request.failure();
    }
    if (e instanceof StateException || e instanceof ExtractionException.Cancelled) {
      return bare(e);
    }
    Throwable cause = e.getCause();
    if (cause instanceof IOException io) {
      return new UncheckedIOException(e.problem(), io);
    }
    if (cause instanceof RuntimeException bug && !(cause instanceof CustomerIoException)) {
      return bug;
    }
    return bare(e);
  }

  private static ExtractionException bare(ExtractionException e) {
    return e.spoolFolder().isEmpty() ? e : new ExtractionException(e.problem(), e.getCause());
  }

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
