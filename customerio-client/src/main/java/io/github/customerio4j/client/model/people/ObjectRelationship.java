package io.github.customerio4j.client.model.people;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A relationship of an object to a person. */
@Value.Immutable
public interface ObjectRelationship {
  /** The person. */
  Optional<CustomerIdentifiers> identifiers();

  /** The kind of object. */
  Optional<String> objectTypeId();

  /** Whether the kind is disabled. */
  Optional<Boolean> objectTypeDisabled();

  /** The attributes of the relationship. */
  Map<String, Object> attributes();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link ObjectRelationship}. */
  final class Builder extends ImmutableObjectRelationship.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
