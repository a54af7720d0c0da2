package io.github.customerio4j.client.model.people;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A kind of objects, such as companies or accounts. */
@Value.Immutable
public interface ObjectType {
  /** Identifies the kind. */
  String id();

  /** Its name. */
  Optional<String> name();

  /** The name of a single object. */
  Optional<String> singularName();

  /** Its part in URLs of the user interface. */
  Optional<String> slug();

  /** The same, for a single object. */
  Optional<String> singularSlug();

  /** Its icon. */
  Optional<String> icon();

  /** Whether it is enabled. */
  Optional<Boolean> enabled();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link ObjectType}. */
  final class Builder extends ImmutableObjectType.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
