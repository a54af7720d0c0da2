package io.github.customerio4j.cli.terminal;

import java.time.Duration;
import java.time.Instant;

/** Lines in columns, for people at a terminal. */
final class TerminalFormat implements ProgressFormat {

  @Override
  public String sourceProgress(String source, long pages, long records) {
    return Quantities.records(source, records, "so far");
  }

  @Override
  public String sourceFinished(String source, long records) {
    return Quantities.records(source, records, "done");
  }

  @Override
  public String retryScheduled(String source, Duration delay, String reason) {
    return Quantities.retry(source, delay, reason);
  }

  @Override
  public String warned(String table, String message) {
    return Quantities.warning(table, message);
  }

  @Override
  public String tableFailed(String table, String message) {
    return Quantities.failure(table, message);
  }

  @Override
  public String resumed(Instant startedAt, long pages) {
    return Quantities.resumed(startedAt, pages);
  }
}
