package io.github.customerio4j.client.model.people;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A topic that people subscribe to. */
@Value.Immutable
public interface SubscriptionTopic {
  /** Identifies the topic. */
  long id();

  /** Its key: {@code topic_} and the id. */
  Optional<String> identifier();

  /** Its name. */
  Optional<String> name();

  /** What it is about. */
  Optional<String> description();

  /** Whether people who made no choice are subscribed. */
  Optional<Boolean> subscribedByDefault();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link SubscriptionTopic}. */
  final class Builder extends ImmutableSubscriptionTopic.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
