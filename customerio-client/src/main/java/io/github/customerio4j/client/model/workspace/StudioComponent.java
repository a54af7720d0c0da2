package io.github.customerio4j.client.model.workspace;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A component that emails are built of. */
@Value.Immutable
public interface StudioComponent {
  /** Identifies the component. */
  String id();

  /** Its name. */
  Optional<String> name();

  /** Its name in the code of an email. */
  Optional<String> tag();

  /** Its HTML; empty in lists. */
  Optional<String> content();

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

  /** Collects the parts of a {@link StudioComponent}. */
  final class Builder extends ImmutableStudioComponent.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
