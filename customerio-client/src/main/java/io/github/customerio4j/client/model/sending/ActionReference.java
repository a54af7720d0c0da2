package io.github.customerio4j.client.model.sending;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** An action as a campaign lists it. */
@Value.Immutable
public interface ActionReference {
  /** Identifies the action in its campaign; empty where the API leaves it out. */
  OptionalLong id();

  /** What it does, such as {@code email} or {@code webhook}. */
  Optional<String> type();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link ActionReference}. */
  final class Builder extends ImmutableActionReference.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
