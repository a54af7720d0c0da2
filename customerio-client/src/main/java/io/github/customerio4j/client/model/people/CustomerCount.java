package io.github.customerio4j.client.model.people;

import java.util.Map;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** How many people are in a segment. */
@Value.Immutable
public interface CustomerCount {
  /** The number of people. */
  long count();

  /** The segment. */
  OptionalLong segmentId();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code count} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link CustomerCount}. */
  final class Builder extends ImmutableCustomerCount.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
