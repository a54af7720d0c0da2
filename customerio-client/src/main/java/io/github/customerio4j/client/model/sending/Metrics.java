package io.github.customerio4j.client.model.sending;

import com.squareup.moshi.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Counts of what happened to messages, by period. */
@Value.Immutable
public interface Metrics {
  /** The kind of messages that are counted, such as {@code email}; empty for all. */
  Optional<String> type();

  /**
   * Counts by metric ({@code sent}, {@code opened} and so on), one per period, oldest first; the
   * last period is not over yet.
   */
  Map<String, List<Long>> series();

  /**
   * When the periods begin; set by the client from the request and its time. Not a field of the
   * API. Empty if the request named a period that this library does not know.
   */
  @Json(ignore = true)
  Optional<SeriesPeriods> periods();

  /**
   * The counts with the start of their periods: one metric after the other, each oldest first; the
   * last period may not be over yet.
   *
   * @throws IllegalStateException if {@link #periods} is empty
   */
  default List<MetricPoint> points() {
    return MetricPoint.of(series(), periods());
  }

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Metrics}. */
  final class Builder extends ImmutableMetrics.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
