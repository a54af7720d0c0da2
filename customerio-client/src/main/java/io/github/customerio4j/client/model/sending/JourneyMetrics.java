package io.github.customerio4j.client.model.sending;

import com.squareup.moshi.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * How many journeys through a campaign started in each period, and how they continued; oldest
 * period first.
 */
@Value.Immutable
public interface JourneyMetrics {
  /** All that met the trigger, before filters. */
  List<Long> started();

  /** Not filtered out before the first action. */
  List<Long> activated();

  /** Filtered out before any action. */
  List<Long> neverActivated();

  /** With at least one action other than a delay. */
  List<Long> messaged();

  /** Stopped meeting the conditions on the way. */
  List<Long> exitedEarly();

  /** Reached the end. */
  List<Long> finished();

  /** Met the goal. */
  List<Long> converted();

  /**
   * When the periods begin; set by the client from the request and its time. Not a field of the
   * API. They begin in UTC. Empty if the request named a period that this library does not know.
   */
  @Json(ignore = true)
  Optional<SeriesPeriods> periods();

  /**
   * The counts with the start of their periods: one metric after the other, by the names of the API
   * ({@code started}, {@code never_activated} and so on), each oldest first; the last period may
   * not be over yet.
   *
   * @throws IllegalStateException if {@link #periods} is empty
   */
  default List<MetricPoint> points() {
    Map<String, List<Long>> series = new LinkedHashMap<>();
    series.put("started", started());
    series.put("activated", activated());
    series.put("never_activated", neverActivated());
    series.put("messaged", messaged());
    series.put("exited_early", exitedEarly());
    series.put("finished", finished());
    series.put("converted", converted());
    return MetricPoint.of(series, periods());
  }

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link JourneyMetrics}. */
  final class Builder extends ImmutableJourneyMetrics.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
