package io.github.customerio4j.client.model.sending;

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

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link LinkMetrics}. */
  final class Builder extends ImmutableLinkMetrics.Builder {
    Builder() {}
  }
}
