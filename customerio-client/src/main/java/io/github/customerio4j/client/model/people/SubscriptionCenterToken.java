package io.github.customerio4j.client.model.people;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A way into a person's subscription centre, good for 24 hours. As good as a password to it: do not
 * log it.
 */
@Value.Immutable
public interface SubscriptionCenterToken {
  /** The token. */
  Optional<String> token();

  /** The page, token included. */
  Optional<String> url();

  /** Fields that this library does not know yet, by their JSON name. */
  Map<String, Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link SubscriptionCenterToken}. */
  final class Builder extends ImmutableSubscriptionCenterToken.Builder {
    Builder() {}
  }
}
