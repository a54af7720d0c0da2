package io.github.customerio4j.micrometer;

import io.github.customerio4j.extract.report.ExtractionListener;
import io.github.customerio4j.extract.report.ExtractionReport;
import io.github.customerio4j.extract.report.TableReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what extractions read and write, by table, and times them. The names of the metrics are in
 * {@code docs/observability.md}. The tag {@code table} has at most 150 values: further tables are
 * counted as {@code other}, and what belongs to no table as {@code none}.
 *
 * <pre>{@code
 * Extractor.builder()
 *     .client(client.observedBy(new ClientMetrics(registry, client.rateLimit())))
 *     .listener(ExtractionListener.all(new ExtractionMetrics(registry), new LoggingListener()))
 * }</pre>
 *
 * <p>Thread-safe; several extractors may share it. Create one instance for each registry and set of
 * tags, and keep it: a second instance would add to the same counters, but the registry would still
 * read the last commit from the first one.
 */
public final class ExtractionMetrics implements ExtractionListener {
  private static final String TABLE = "table";

  private final MeterRegistry registry;
  private final Tags tags;
  private final TableTags tables = new TableTags();
  private final AtomicLong lastCommit = new AtomicLong();
  private final Timer runs;
  private final Counter resumed;

  /**
   * Metrics without additional tags.
   *
   * @param registry where the metrics are registered
   */
  public ExtractionMetrics(MeterRegistry registry) {
    this(registry, Tags.empty());
  }

  /**
   * Metrics with additional tags.
   *
   * @param registry where the metrics are registered
   * @param tags added to each metric, such as one that names the workspace
   */
  public ExtractionMetrics(MeterRegistry registry, Iterable<Tag> tags) {
    this.registry = registry;
    this.tags = Tags.of(tags);
    this.runs =
        Timer.builder("customerio.extraction.runs")
            .description("Runs that were committed")
            .tags(tags)
            .register(registry);
    this.resumed =
        Counter.builder("customerio.extraction.resumed")
            .description("Runs that resumed an interrupted run")
            .tags(tags)
            .register(registry);
    TimeGauge.builder(
            "customerio.extraction.last.commit", lastCommit, TimeUnit.SECONDS, AtomicLong::get)
        .description("Unix time of the last commit of a run; 0 before the first")
        .tags(tags)
        // The registry must keep the value after the listener is no longer referenced.
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void pageRead(String source, int records, long bytes) {
    count("customerio.extraction.pages", "Pages that were read", source, 1);
    count("customerio.extraction.records", "Records on pages that were read", source, records);
    count(
        "customerio.extraction.bytes", "Size of pages that were read, uncompressed", source, bytes);
  }

  @Override
  public void retryScheduled(String source, Duration delay, String reason) {
    count("customerio.extraction.retries", "Requests that were sent again", source, 1);
  }

  @Override
  public void warned(String table, String message) {
    count("customerio.extraction.warnings", "Warnings that did not stop a run", table, 1);
  }

  @Override
  public void tableFailed(String table, String message) {
    count("customerio.extraction.failures", "Tables that failed and were skipped", table, 1);
  }

  @Override
  public void resumed(Instant startedAt, long pages) {
    resumed.increment();
  }

  @Override
  public void tableWritten(String table, long rows, int columns) {
    count("customerio.extraction.rows", "Rows that were written, not yet visible", table, rows);
  }

  @Override
  public void committed(ExtractionReport report) {
    runs.record(report.duration());
    lastCommit.set(TimeUnit.MILLISECONDS.toSeconds(registry.config().clock().wallTime()));
    report.tables().forEach(this::committed);
  }

  private void committed(TableReport table) {
    count(
        "customerio.extraction.requests",
        "Requests of committed tables, retries included",
        table.table(),
        table.requests());
    Timer.builder("customerio.extraction.tables")
        .description("Committed tables, from the first request to the last response")
        .tags(tags)
        .tag(TABLE, tables.of(table.table()))
        .register(registry)
        .record(table.duration());
  }

  /** Micrometer keeps meters by name and tags: from the second call on this is a lookup. */
  private void count(String name, String description, String table, long amount) {
    Counter.builder(name)
        .description(description)
        .tags(tags)
        .tag(TABLE, tables.of(table))
        .register(registry)
        .increment((double) amount);
  }
}
