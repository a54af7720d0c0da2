package io.github.customerio4j.client.model.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** The subscription preferences of a person. */
@Value.Immutable
public interface SubscriptionPreferences {
  /** The id that the workspace gave the person. */
  Optional<String> id();

  /** The person. */
  Optional<CustomerIdentifiers> identifiers();

  /** Whether the person has unsubscribed from everything. */
  Optional<Boolean> unsubscribed();

  /** The choices by topic. */
  List<TopicPreference> topics();

  /** The words above the topics, in the language that was asked for; empty if there are none. */
  Optional<SubscriptionCenterHeader> header();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link SubscriptionPreferences}. */
  final class Builder extends ImmutableSubscriptionPreferences.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
