package io.github.customerio4j.client.model.people;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A token for a person's subscription center, valid for 24 hours. It gives access like a password:
 * do not log it.
 */
@Value.Immutable
public interface SubscriptionCenterToken {
  /** The token. */
  Optional<String> token();

  /** The URL of the page, including the token. */
  Optional<String> url();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link SubscriptionCenterToken}. */
  final class Builder extends ImmutableSubscriptionCenterToken.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
