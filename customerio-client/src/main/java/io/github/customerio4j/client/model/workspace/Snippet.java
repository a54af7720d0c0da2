package io.github.customerio4j.client.model.workspace;

import com.squareup.moshi.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A piece of content that messages share. */
@Value.Immutable
public interface Snippet {
  /** Identifies the snippet. */
  String name();

  /** Its content. */
  Optional<String> value();

  /** When it was last changed. */
  @Json(name = "updated_at")
  Optional<Instant> updated();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code name} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Snippet}. */
  final class Builder extends ImmutableSnippet.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
