package io.github.customerio4j.micrometer;

import io.github.customerio4j.client.RateLimit;
import io.github.customerio4j.client.Transfer;
import io.github.customerio4j.client.TransferListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Counts and times the requests of a client, and measures how much of its rate limit they use. The
 * names of the metrics are in {@code docs/observability.md}; no tag holds a path or an id.
 *
 * <pre>{@code
 * CustomerIo observed = client.observedBy(new ClientMetrics(registry, client.rateLimit()));
 * }</pre>
 *
 * <p>The requests of an extractor are counted if it gets this view of the client. Thread-safe.
 * Create one instance for each registry and set of tags, and keep it: a second instance would add
 * to the same counters, but the registry would still read the utilization from the first one.
 */
public final class ClientMetrics implements TransferListener {
  private final Map<Outcome, Timer> requests = new EnumMap<>(Outcome.class);
  private final DistributionSummary bytes;
  private final Counter started;
  private final Counter retries;
  private final RecentRequests recent;

  /** The result of a request, by the status of the response. */
  private enum Outcome {
    SUCCESS,
    /** Status 429: more requests a second, or a day, than the API allows. */
    REFUSED,
    CLIENT_ERROR,
    SERVER_ERROR;

    static Outcome of(int status) {
      if (status == 429) {
        return REFUSED;
      }
      if (status >= 500) {
        return SERVER_ERROR;
      }
      return status >= 200 && status < 300 ? SUCCESS : CLIENT_ERROR;
    }
  }

  /**
   * Metrics without additional tags, for a program with one workspace.
   *
   * @param registry where the metrics are registered
   * @param limit the rate limit of the client
   */
  public ClientMetrics(MeterRegistry registry, RateLimit limit) {
    this(registry, limit, Tags.empty());
  }

  /**
   * Metrics with additional tags.
   *
   * @param registry where the metrics are registered
   * @param limit the rate limit of the client
   * @param tags added to each metric, such as one that names the workspace
   */
  public ClientMetrics(MeterRegistry registry, RateLimit limit, Iterable<Tag> tags) {
    for (Outcome outcome : Outcome.values()) {
      requests.put(
          outcome,
          Timer.builder("customerio.client.requests")
              .description("Answered requests, from sending to the last byte of the response")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .tags(tags)
              .register(registry));
    }
    this.bytes =
        DistributionSummary.builder("customerio.client.response.size")
            .description("Bodies of responses, uncompressed")
            .baseUnit("bytes")
            .tags(tags)
            .register(registry);
    this.started =
        Counter.builder("customerio.client.started")
            .description("Requests that were sent, answered or not")
            .tags(tags)
            .register(registry);
    this.retries =
        Counter.builder("customerio.client.retries")
            .description("Requests that failed and were sent again")
            .tags(tags)
            .register(registry);
    this.recent = new RecentRequests(registry.config().clock());
    if (limit.limit().isPresent()) {
      registerLimit(registry, () -> limit.requestsPerSecond().orElse(Double.NaN), tags);
    }
  }

  private void registerLimit(MeterRegistry registry, Supplier<Number> most, Iterable<Tag> tags) {
    Gauge.builder("customerio.client.limit", most)
        .description("The most requests a second that the client sends at present")
        .tags(tags)
        .register(registry);
    Gauge.builder(
            "customerio.client.limit.utilization",
            recent,
            seen -> seen.perSecond() / most.get().doubleValue())
        .description("Share of the limit that this client used in the last ten whole seconds")
        .tags(tags)
        // The registry must keep the value after the listener is no longer referenced.
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void requestStarted(Transfer transfer) {
    started.increment();
    recent.add();
  }

  @Override
  public void responseReceived(Transfer transfer, int status, long size, Duration elapsed) {
    Timer timer = requests.get(Outcome.of(status));
    if (timer != null) {
      timer.record(elapsed);
    }
    bytes.record((double) size);
  }

  @Override
  public void retryScheduled(Transfer transfer, Duration delay, String reason) {
    retries.increment();
  }
}
