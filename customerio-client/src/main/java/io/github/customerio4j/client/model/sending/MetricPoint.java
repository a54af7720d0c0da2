package io.github.customerio4j.client.model.sending;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One count: how often something happened in one period.
 *
 * @param start when the period begins
 * @param metric what happened, such as {@code sent} or {@code opened}
 * @param value how often
 */
public record MetricPoint(Instant start, String metric, long value) {
  /** Checks that nothing is null. */
  public MetricPoint {
    requireNonNull(start, "start");
    requireNonNull(metric, "metric");
  }

  /** The values of all series with the start of their periods: a series after the other. */
  static List<MetricPoint> of(
      Map<String, List<Long>> series, Optional<SeriesPeriods> seriesPeriods) {
    SeriesPeriods periods =
        seriesPeriods.orElseThrow(
            () ->
                new IllegalStateException(
                    "Cannot tell when the periods of these metrics begin: periods is empty, because"
                        + " the client did not read them, or its request named a period that it"
                        + " does not know. Set periods in the builder, with"
                        + " SeriesPeriods.endingAt or SeriesPeriods.startingAt."));
    List<MetricPoint> points = new ArrayList<>();
    series.forEach(
        (metric, values) -> {
          for (int i = 0; i < values.size(); i++) {
            Long value = values.get(i);
            if (value != null) {
              points.add(new MetricPoint(periods.start(i, values.size()), metric, value));
            }
          }
        });
    return points;
  }
}
