package io.github.customerio4j.client.model.people;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The words above the topics of a subscription center. */
@Value.Immutable
public interface SubscriptionCenterHeader {
  /** The title; empty if there is none. */
  Optional<String> title();

  /** The line below the title; empty if there is none. */
  Optional<String> subtitle();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link SubscriptionCenterHeader}. */
  final class Builder extends ImmutableSubscriptionCenterHeader.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
