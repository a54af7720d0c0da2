package io.github.customerio4j.client.model.sending;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** How often a link was clicked, by periods. */
@Value.Immutable
public interface LinkMetrics {
  /** The link. */
  Optional<Link> link();

  /** The metrics, such as {@code clicked}. */
  Optional<Metrics> metric();

  /**
   * The counts of {@link #metric} with the start of their periods, as {@link Metrics#points}; empty
   * if there are none.
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

  /** Collects the parts of a {@link LinkMetrics}. */
  final class Builder extends ImmutableLinkMetrics.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
