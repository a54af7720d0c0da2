package io.github.customerio4j.client.model.sending;

import io.github.customerio4j.client.model.query.Period;
import io.github.customerio4j.client.model.query.Resolution;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Metrics of an explicit window, the response of version 2. */
@Value.Immutable
public interface MetricsReport {
  /** The metrics. */
  Optional<Metrics> metric();

  /**
   * The metrics of each language, by the id of the action that carries it; only for actions of
   * several languages.
   */
  Map<String, Metrics> languageVariants();

  /** When the window begins. */
  Optional<Instant> start();

  /** When the window ends. */
  Optional<Instant> end();

  /** The length of a period, such as {@link Period#DAYS}. */
  Optional<Resolution> res();

  /**
   * The counts of {@link #metric} with the start of their periods, as {@link Metrics#points}; empty
   * if there are none. The {@link #languageVariants} have points of their own.
   *
   * @throws IllegalStateException if the client does not know when the periods begin
   */
  default List<MetricPoint> points() {
    return metric().map(Metrics::points).orElse(List.of());
  }

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link MetricsReport}. */
  final class Builder extends ImmutableMetricsReport.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
