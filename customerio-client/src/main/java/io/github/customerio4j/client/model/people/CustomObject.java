package io.github.customerio4j.client.model.people;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** An object: a company, an account, any data of the workspace besides people. */
@Value.Immutable
public interface CustomObject {
  /** Its identifiers. */
  Optional<ObjectIdentifiers> identifiers();

  /** Its attributes. */
  Map<String, Object> attributes();

  /** When each attribute was set, Unix seconds. */
  Map<String, Long> timestamps();

  /** The kind of object; empty if the API does not say. */
  Optional<String> objectTypeId();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link CustomObject}. */
  final class Builder extends ImmutableCustomObject.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
