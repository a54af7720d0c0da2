package io.github.customerio4j.client.model.workspace;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A version of an email of the Design Studio. */
@Value.Immutable
public interface StudioVersion {
  /** Identifies the version. */
  String id();

  /** Its name. */
  Optional<String> name();

  /** The description given when it was saved. */
  Optional<String> description();

  /** Whether it was made by publishing. */
  Optional<Boolean> createdOnPublish();

  /** Whether it was made for a round of feedback. */
  Optional<Boolean> feedback();

  /** The content and settings, whole; empty in lists. */
  Map<String, Object> node();

  /** When it was created. */
  Optional<Instant> created();

  /** Identifies what it is a version of; empty if the API does not say. */
  Optional<String> nodeId();

  /** What it is a version of; empty if the API does not say. */
  Optional<String> nodeType();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link StudioVersion}. */
  final class Builder extends ImmutableStudioVersion.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
