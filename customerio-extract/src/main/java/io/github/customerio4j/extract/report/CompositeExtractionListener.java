package io.github.customerio4j.extract.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Passes each call on to several listeners, in their order. */
final class CompositeExtractionListener implements ExtractionListener {
  private final List<ExtractionListener> listeners;

  CompositeExtractionListener(List<ExtractionListener> listeners) {
    this.listeners = listeners;
  }

  @Override
  public void started(ExtractionStart start) {
    listeners.forEach(one -> one.started(start));
  }

  @Override
  public void requestSent(String source, Instant at) {
    listeners.forEach(one -> one.requestSent(source, at));
  }

  @Override
  public void responseReceived(String source, Instant at, int status, Duration latency) {
    listeners.forEach(one -> one.responseReceived(source, at, status, latency));
  }

  @Override
  public void sourceAdvanced(String source, SourceProgress progress) {
    listeners.forEach(one -> one.sourceAdvanced(source, progress));
  }

  @Override
  public void pageRead(String source, int records, long bytes) {
    listeners.forEach(one -> one.pageRead(source, records, bytes));
  }

  @Override
  public void retryScheduled(String source, Duration delay, String reason) {
    listeners.forEach(one -> one.retryScheduled(source, delay, reason));
  }

  @Override
  public void warned(String table, String message) {
    listeners.forEach(one -> one.warned(table, message));
  }

  @Override
  public void tableFailed(String table, String message) {
    listeners.forEach(one -> one.tableFailed(table, message));
  }

  @Override
  public void resumed(Instant startedAt, long pages) {
    listeners.forEach(one -> one.resumed(startedAt, pages));
  }

  @Override
  public void sourceFinished(String source, long records) {
    listeners.forEach(one -> one.sourceFinished(source, records));
  }

  @Override
  public void tableWritten(String table, long rows, int columns) {
    listeners.forEach(one -> one.tableWritten(table, rows, columns));
  }

  @Override
  public void committed(ExtractionReport report) {
    listeners.forEach(one -> one.committed(report));
  }
}
