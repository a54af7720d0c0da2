package io.github.customerio4j.extract.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the progress of a run: responses at TRACE, pages at DEBUG, finished steps at INFO, warnings
 * and retries at WARN, skipped tables at ERROR. Thread-safe.
 *
 * <p>While a thread works on a table, SLF4J's MDC holds {@code table}, {@code slice} (such as
 * {@code email 2026-01-05T00:00:00Z/2026-06-29T00:00:00Z} or {@code campaign_id=3}; missing if the
 * table has a single slice) and {@code request} (such as {@code GET /v1/messages}). This applies to
 * these lines and to everything else that logs on the thread. The entries of the caller's MDC at
 * the start of the run are present, too, and are restored when the run has ended.
 */
public final class LoggingListener implements ExtractionListener {
  private final Logger log;

  /** Logs to the logger that has the name of {@code Extractor}. */
  public LoggingListener() {
    this(LoggerFactory.getLogger("io.github.customerio4j.extract.Extractor"));
  }

  /** Logs to the given logger. */
  public LoggingListener(Logger log) {
    Objects.requireNonNull(log, "log");
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
    log.info("resuming the run of {}: {} pages are already fetched", startedAt, pages);
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
