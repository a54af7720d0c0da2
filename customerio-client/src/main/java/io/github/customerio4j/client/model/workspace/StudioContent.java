package io.github.customerio4j.client.model.workspace;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The content of an email of the Design Studio. */
@Value.Immutable
public interface StudioContent {
  /** The subject line; empty if none is set. */
  Optional<String> subject();

  /** The preheader: the text that mail programs show beside the subject; empty if none is set. */
  Optional<String> preheaderText();

  /** The content as HTML; empty if there is none. */
  Optional<String> html();

  /** The content as plain text; empty if there is none. */
  Optional<String> text();

  /** The content for AMP; empty if there is none. */
  Optional<String> amp();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link StudioContent}. */
  final class Builder extends ImmutableStudioContent.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
