package io.github.customerio4j.client.model.sending;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A group of an A/B test of a newsletter. */
@Value.Immutable
public interface TestGroup {
  /** Identifies the group. */
  String id();

  /** Its label. */
  Optional<String> label();

  /** Whether it won; empty if the API does not say. */
  Optional<Boolean> winner();

  /** Its contents. */
  List<Long> contentIds();

  /** Its name. */
  Optional<String> name();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link TestGroup}. */
  final class Builder extends ImmutableTestGroup.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
