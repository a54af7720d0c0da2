package io.github.customerio4j.client.model.people;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A person's choice about a topic. */
@Value.Immutable
public interface TopicPreference {
  /** Identifies the topic. */
  Optional<String> id();

  /** Its name. */
  Optional<String> name();

  /** What the topic is about. */
  Optional<String> description();

  /** Whether the person is subscribed to it. */
  Optional<Boolean> subscribed();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link TopicPreference}. */
  final class Builder extends ImmutableTopicPreference.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
