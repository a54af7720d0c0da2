package io.github.customerio4j.client.model.workspace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** An email of the Design Studio in one language. */
@Value.Immutable
public interface StudioTranslation {
  /** Identifies the translation; the API names only email and language by now, so often empty. */
  Optional<String> id();

  /** The language. */
  Optional<String> language();

  /** The email. */
  Optional<String> languageGroupId();

  /** Its name. */
  Optional<String> name();

  /** Whether it is a template. */
  Optional<Boolean> isTemplate();

  /** Whether it is used by something that sends it. */
  Optional<Boolean> isLinked();

  /** Addresses and subject. */
  Optional<StudioEnvelope> envelope();

  /** Its content. */
  Optional<StudioContent> content();

  /** When it was created. */
  Optional<Instant> created();

  /** When it was last changed. */
  Optional<Instant> updated();

  /** The languages that the email has; empty if the API does not say. */
  List<String> availableLanguages();

  /** The folder of the email; empty at the top. */
  Optional<String> parentFolderId();

  /** How its HTML is rewritten; empty if the API does not say. */
  Optional<StudioTransformers> transformers();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link StudioTranslation}. */
  final class Builder extends ImmutableStudioTranslation.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
