package io.github.customerio4j.client.model.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A person with all attributes. */
@Value.Immutable
public interface Customer {
  /** The person's id; {@link #identifiers} holds all identifiers. */
  Optional<String> id();

  /** The person's identifiers. */
  Optional<CustomerIdentifiers> identifiers();

  /** The attributes by name, as the workspace set them. */
  Map<String, Object> attributes();

  /** When each attribute was last set, in Unix seconds. */
  Map<String, Object> timestamps();

  /** Whether the person unsubscribed from everything; false unless the API says otherwise. */
  @Value.Default
  default boolean unsubscribed() {
    return false;
  }

  /** The devices. */
  List<Device> devices();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Customer}. */
  final class Builder extends ImmutableCustomer.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
