package io.github.customerio4j.extract.report;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log how a run goes on: responses at TRACE, pages at DEBUG, what is done at INFO, what
 * is odd at WARN.
 *
 * <p>While a thread works on a table, SLF4J's MDC holds {@code table}, {@code slice} (such as
 * {@code email 2026-01-05T00:00:00Z/2026-06-29T00:00:00Z} or {@code campaign_id=3}; missing where
 * the table says it all) and {@code request} (such as {@code GET /v1/messages}), for these lines
 * and whatever else logs on that thread. What the caller's MDC holds when the run begins is there,
 * too, and is as it was when the run has ended.
 */
public final class LoggingListener implements ExtractionListener {
  private final Logger log;

  /** Logs under the extractor's name. */
  public LoggingListener() {
    this(LoggerFactory.getLogger("io.github.customerio4j.extract.Extractor"));
  }

  /** Logs to that logger. */
  public LoggingListener(Logger log) {
    this.log = log;
  }

  @Override
  public void started(ExtractionStart start) {
    log.info("reading {}", String.join(", ", start.sources()));
  }

  @Override
  public void responseReceived(String source, Instant at, int status, Duration latency) {
    log.trace("{}: {} after {} ms", source, status, latency.toMillis());
  }

  @Override
  public void sourceAdvanced(String source, SourceProgress progress) {
    log.trace("{}: {} of {} chains read", source, progress.chainsRead(), progress.chains());
  }

  @Override
  public void pageRead(String source, int records, long bytes) {
    log.debug("{}: page of {} records, {} bytes", source, records, bytes);
  }

  @Override
  public void retryScheduled(String source, Duration delay, String reason) {
    log.warn("{}: {}; trying again in {} ms", source, reason, delay.toMillis());
  }

  @Override
  public void warned(String table, String message) {
    log.warn("{}{}", table.isEmpty() ? "" : table + ": ", message);
  }

  @Override
  public void tableFailed(String table, String message) {
    log.error("{}: skipped: {}", table, message);
  }

  @Override
  public void resumed(Instant startedAt, long pages) {
    log.info("going on with the run of {}: {} pages are there", startedAt, pages);
  }

  @Override
  public void sourceFinished(String source, long records) {
    log.info("{}: {} records read", source, records);
  }

  @Override
  public void tableWritten(String table, long rows, int columns) {
    log.info("{}: {} rows, {} columns", table, rows, columns);
  }

  @Override
  public void committed(ExtractionReport report) {
    log.info(
        "{} rows in {} tables by {} requests in {} s",
        report.rows(),
        report.tables().size(),
        report.requests(),
        report.duration().toSeconds());
  }
}
