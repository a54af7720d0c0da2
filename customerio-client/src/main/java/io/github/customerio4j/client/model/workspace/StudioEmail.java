package io.github.customerio4j.client.model.workspace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** An email of the Design Studio. */
@Value.Immutable
public interface StudioEmail {
  /** Identifies the email. */
  String id();

  /** Its name. */
  Optional<String> name();

  /** The folder that contains it; empty at the top level. */
  Optional<String> parentFolderId();

  /** Whether it is a template. */
  Optional<Boolean> isTemplate();

  /** Whether it is used by something that sends it. */
  Optional<Boolean> isLinked();

  /** Whether something changed since it was published. */
  Optional<Boolean> hasUnpublishedChanges();

  /** The languages that it is translated to. */
  List<String> availableLanguages();

  /** Addresses and subject. */
  Optional<StudioEnvelope> envelope();

  /** Its content. */
  Optional<StudioContent> content();

  /** When it was created. */
  Optional<Instant> created();

  /** When it was last changed. */
  Optional<Instant> updated();

  /** How its HTML is rewritten; empty in lists. */
  Optional<StudioTransformers> transformers();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link StudioEmail}. */
  final class Builder extends ImmutableStudioEmail.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
