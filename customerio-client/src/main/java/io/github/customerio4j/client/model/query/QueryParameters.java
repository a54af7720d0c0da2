package io.github.customerio4j.client.model.query;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Collects parameters by their names in the API; what is empty is not sent. */
final class QueryParameters {
  private final Map<String, String> values = new LinkedHashMap<>();

  QueryParameters put(String name, int value) {
    values.put(name, Integer.toString(value));
    return this;
  }

  QueryParameters put(String name, Optional<?> value) {
    value.ifPresent(
        content ->
            values.put(
                name,
                content instanceof Instant time
                    ? Long.toString(time.getEpochSecond())
                    : content.toString()));
    return this;
  }

  QueryParameters put(String name, OptionalLong value) {
    value.ifPresent(content -> values.put(name, Long.toString(content)));
    return this;
  }

  QueryParameters put(String name, OptionalInt value) {
    value.ifPresent(content -> values.put(name, Integer.toString(content)));
    return this;
  }

  Map<String, String> toMap() {
    return values;
  }

  /** Rejects a limit that the API rejects. */
  static void checkLimit(int limit, int max) {
    if (limit < 1 || limit > max) {
      throw new IllegalArgumentException(
          "Cannot list " + limit + " items a page: the API allows 1 to " + max + ". Set limit.");
    }
  }

  /** Rejects a window that ends before it starts, where the API would answer an empty list. */
  static void checkOrder(Optional<Instant> start, Optional<Instant> end) {
    if (start.isPresent() && end.isPresent() && start.get().isAfter(end.get())) {
      throw new IllegalArgumentException(
          "Cannot ask for what is from "
              + start.get()
              + " to "
              + end.get()
              + ": the start is after the end. Swap them.");
    }
  }

  /** Rejects more periods than the API counts back. */
  static void checkSteps(Period period, OptionalInt steps) {
    if (steps.isPresent() && (steps.getAsInt() < 1 || steps.getAsInt() > period.maxSteps())) {
      throw new IllegalArgumentException(
          "Cannot ask for metrics of steps "
              + steps.getAsInt()
              + " by "
              + period
              + ": the API counts back 1 to "
              + period.maxSteps()
              + ". Set steps, or a longer period; metrics of campaigns take a MetricsWindow, too.");
    }
  }
}
