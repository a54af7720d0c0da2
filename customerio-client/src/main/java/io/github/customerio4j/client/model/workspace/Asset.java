package io.github.customerio4j.client.model.workspace;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A file that messages show. */
@Value.Immutable
public interface Asset {
  /** Identifies the file. */
  long id();

  /** Its name. */
  Optional<String> name();

  /** Its path. */
  Optional<String> path();

  /** Its size in bytes. */
  OptionalLong size();

  /** The folder that contains it; empty at the top level. */
  OptionalLong parentFolderId();

  /** When it was created. */
  Optional<Instant> created();

  /** When it was last changed. */
  Optional<Instant> updated();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Asset}. */
  final class Builder extends ImmutableAsset.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
