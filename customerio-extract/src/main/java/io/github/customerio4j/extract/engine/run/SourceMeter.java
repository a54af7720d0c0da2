package io.github.customerio4j.extract.engine.run;

import io.github.customerio4j.client.Transfer;
import io.github.customerio4j.client.TransferListener;
import io.github.customerio4j.client.paging.PageTrail;
import io.github.customerio4j.extract.report.ExtractionListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Counts the transfers of one source and reports them to the listener. */
public final class SourceMeter implements TransferListener {
  private final String source;
  private final Clock clock;
  private final ExtractionListener listener;
  private final Consumer<Duration> latencies;
  private final ApiClock apiClock;
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong retries = new AtomicLong();
  private final AtomicReference<Instant> first = new AtomicReference<>();
  private final AtomicReference<Instant> last = new AtomicReference<>();

  SourceMeter(
      String source,
      Clock clock,
      ExtractionListener listener,
      Consumer<Duration> latencies,
      ApiClock apiClock) {
    this.source = source;
    this.clock = clock;
    this.listener = listener;
    this.latencies = latencies;
    this.apiClock = apiClock;
  }

  @Override
  public void requestStarted(Transfer transfer) {
    LogContext.request(transfer);
    Instant now = clock.instant();
    requests.incrementAndGet();
    first.compareAndSet(null, now);
    listener.requestSent(source, now);
  }

  @Override
  public void responseReceived(Transfer transfer, int status, long bytes, Duration elapsed) {
    Instant now = clock.instant();
    last.set(now);
    latencies.accept(elapsed);
    listener.responseReceived(source, now, status, elapsed);
  }

  @Override
  public void dateReported(Transfer transfer, Instant date, Duration elapsed) {
    apiClock.compare(date, elapsed);
  }

  @Override
  public void retryScheduled(Transfer transfer, Duration delay, String reason) {
    retries.incrementAndGet();
    listener.retryScheduled(source, delay, reason);
  }

  @Override
  public void emptyPages(Transfer transfer, int pages) {
    String text =
        "%s %s has returned %d empty pages in a row. The run reads on, up to %d."
            .formatted(transfer.method(), transfer.path(), pages, PageTrail.MOST_EMPTY_PAGES);
    warnings.add(text);
    listener.warned(source, text);
  }

  /** What people should know of the transfers; each was told when it was seen. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  public long requests() {
    return requests.get();
  }

  public long retries() {
    return retries.get();
  }

  public Duration duration() {
    Instant begin = first.get();
    Instant end = last.get();
    return begin == null || end == null ? Duration.ZERO : Duration.between(begin, end);
  }
}
