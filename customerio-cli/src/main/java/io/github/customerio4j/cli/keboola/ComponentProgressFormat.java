package io.github.customerio4j.cli.keboola;

import io.github.customerio4j.cli.terminal.ProgressFormat;
import io.github.customerio4j.cli.terminal.SummaryFormat;
import java.time.Duration;
import java.time.Instant;

/** Sentences, for the events of a job. */
final class ComponentProgressFormat implements ProgressFormat {

  @Override
  public String sourceProgress(String source, long pages, long records) {
    return source + ": " + records + " records in " + pages + " pages.";
  }

  @Override
  public String sourceFinished(String source, long records) {
    return source + ": all " + records + " records are read.";
  }

  @Override
  public String retryScheduled(String source, Duration delay, String reason) {
    return source
        + ": a request failed ("
        + reason
        + ") and is sent again in "
        + SummaryFormat.LOG.seconds(delay)
        + " s.";
  }

  @Override
  public String warned(String table, String message) {
    return Console.WARNING + (table.isEmpty() ? message : table + ": " + message);
  }

  @Override
  public String tableFailed(String table, String message) {
    return Console.WARNING
        + table
        + " is skipped, and stays as it was at the destination: "
        + message;
  }

  @Override
  public String resumed(Instant startedAt, long pages) {
    return "Continuing the run of " + startedAt + ": " + pages + " pages need not be read again.";
  }
}
