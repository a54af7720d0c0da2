package io.github.customerio4j.client.model.people;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A person's identifiers. */
@Value.Immutable
public interface CustomerIdentifiers {
  /** The id that the workspace gave the person. */
  Optional<String> id();

  /** The email address. */
  Optional<String> email();

  /** The id that Customer.io gave the person. */
  Optional<String> cioId();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link CustomerIdentifiers}. */
  final class Builder extends ImmutableCustomerIdentifiers.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
