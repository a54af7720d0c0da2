package io.github.customerio4j.client.model.people;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** What uses a segment. */
@Value.Immutable
public interface SegmentUsage {
  /** The segment. */
  OptionalLong segmentId();

  /** What uses it. */
  Optional<SegmentUsers> usedBy();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link SegmentUsage}. */
  final class Builder extends ImmutableSegmentUsage.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
