package io.github.customerio4j.client.model.workspace;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A folder of the Design Studio. */
@Value.Immutable
public interface StudioFolder {
  /** Identifies the folder. */
  String id();

  /** Its name. */
  Optional<String> name();

  /** The folder that contains it; empty at the top level. */
  Optional<String> parentFolderId();

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

  /** Collects the parts of a {@link StudioFolder}. */
  final class Builder extends ImmutableStudioFolder.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
