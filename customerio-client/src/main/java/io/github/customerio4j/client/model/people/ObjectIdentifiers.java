package io.github.customerio4j.client.model.people;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The identifiers of an object. */
@Value.Immutable
public interface ObjectIdentifiers {
  /** The kind of object. */
  Optional<String> objectTypeId();

  /** The id that the workspace gave it. */
  Optional<String> objectId();

  /** The id that Customer.io gave it. */
  Optional<String> cioObjectId();

  /** The id of a person; empty for an object, unless the API answers so. */
  Optional<String> id();

  /** The email address of a person; empty for an object, unless the API answers so. */
  Optional<String> email();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link ObjectIdentifiers}. */
  final class Builder extends ImmutableObjectIdentifiers.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
