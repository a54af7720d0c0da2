package io.github.customerio4j.client.model.workspace;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

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
  Map<String, Object> envelope();

  /** Its content. */
  Map<String, Object> content();

  /** When it was created. */
  Optional<Instant> created();

  /** When it was last changed. */
  Optional<Instant> updated();

  /** Fields that this library does not know yet, by their JSON name. */
  Map<String, Object> unknownFields();

  /** Starts a new value. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link StudioTranslation}. */
  final class Builder extends ImmutableStudioTranslation.Builder {
    Builder() {}
  }
}
