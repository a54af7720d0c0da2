package io.github.customerio4j.client.model.sending;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A link in messages. */
@Value.Immutable
public interface Link {
  /** Identifies the link. */
  OptionalLong id();

  /** The URL it leads to. */
  Optional<String> href();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Link}. */
  final class Builder extends ImmutableLink.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
