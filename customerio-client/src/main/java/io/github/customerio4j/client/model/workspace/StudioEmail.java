package io.github.customerio4j.client.model.workspace;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

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
  Map<String, Object> envelope();

  /** Its content. */
  Map<String, Object> content();

  /** When it was created. */
  Optional<Instant> created();

  /** When it was last changed. */
  Optional<Instant> updated();

  /** Fields that this library does not know yet, by their JSON name. */
  Map<String, Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link StudioEmail}. */
  final class Builder extends ImmutableStudioEmail.Builder {
    Builder() {}
  }
}
