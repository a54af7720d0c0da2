package io.github.customerio4j.client.model.sending;

import java.util.List;
import java.util.Map;
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

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link JourneyMetrics}. */
  final class Builder extends ImmutableJourneyMetrics.Builder {
    Builder() {}
  }
}
