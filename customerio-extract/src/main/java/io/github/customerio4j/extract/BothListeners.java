package io.github.customerio4j.extract;

import java.time.Duration;
import java.time.Instant;

/** Tells two listeners, one after the other. */
record BothListeners(ExtractionListener first, ExtractionListener second)
    implements ExtractionListener {
  @Override
  public void pageRead(String source, int records, long bytes) {
    first.pageRead(source, records, bytes);
    second.pageRead(source, records, bytes);
  }

  @Override
  public void retryScheduled(String source, Duration delay, String reason) {
    first.retryScheduled(source, delay, reason);
    second.retryScheduled(source, delay, reason);
  }

  @Override
  public void warned(String table, String message) {
    first.warned(table, message);
    second.warned(table, message);
  }

  @Override
  public void tableFailed(String table, String message) {
    first.tableFailed(table, message);
    second.tableFailed(table, message);
  }

  @Override
  public void resumed(Instant startedAt, long pages) {
    first.resumed(startedAt, pages);
    second.resumed(startedAt, pages);
  }

  @Override
  public void sourceFinished(String source, long records) {
    first.sourceFinished(source, records);
    second.sourceFinished(source, records);
  }

  @Override
  public void tableWritten(String table, long rows, int columns) {
    first.tableWritten(table, rows, columns);
    second.tableWritten(table, rows, columns);
  }

  @Override
  public void committed(ExtractionReport report) {
    first.committed(report);
    second.committed(report);
  }
}
