package io.github.customerio4j.client.model.people;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A relationship of a person to an object. */
@Value.Immutable
public interface Relationship {
  /** The object. */
  Optional<ObjectIdentifiers> identifiers();

  /** The kind of object. */
  Optional<String> objectTypeId();

  /** Whether the kind is disabled. */
  Optional<Boolean> objectTypeDisabled();

  /** The attributes of the relationship. */
  Map<String, Object> attributes();

  /**
   * When each attribute of the relationship was last set, in Unix seconds; empty if the API does
   * not say.
   */
  Map<String, Long> timestamps();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Relationship}. */
  final class Builder extends ImmutableRelationship.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
