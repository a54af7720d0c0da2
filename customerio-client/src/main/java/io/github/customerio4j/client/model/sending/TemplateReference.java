package io.github.customerio4j.client.model.sending;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A template as a broadcast lists it: of one of its messages. */
@Value.Immutable
public interface TemplateReference {
  /** Identifies the template. */
  OptionalLong id();

  /** What it is for, such as {@code email}. */
  Optional<String> type();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link TemplateReference}. */
  final class Builder extends ImmutableTemplateReference.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
