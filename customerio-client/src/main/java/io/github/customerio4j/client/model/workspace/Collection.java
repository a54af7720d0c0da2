package io.github.customerio4j.client.model.workspace;

import com.squareup.moshi.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Data that messages can refer to. */
@Value.Immutable
public interface Collection {
  /** Identifies the collection. */
  long id();

  /** Its name. */
  Optional<String> name();

  /** Its size. */
  OptionalLong bytes();

  /** How many objects or rows it has. */
  OptionalLong rows();

  /** Its top-level keys. */
  List<String> schema();

  /** When it was created. */
  @Json(name = "created_at")
  Optional<Instant> created();

  /** When it was last changed. */
  @Json(name = "updated_at")
  Optional<Instant> updated();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Collection}. */
  final class Builder extends ImmutableCollection.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
