package io.github.customerio4j.client.model.sending;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** What was sent for a live notification. */
@Value.Immutable
public interface LiveNotificationDelivery {
  /** Identifies the delivery. */
  Optional<String> id();

  /** {@code start}, {@code update} or {@code end}. */
  Optional<String> operation();

  /** Who requested it. */
  Optional<String> source();

  /** {@code queued}, {@code sent}, {@code failed} or {@code undeliverable}. */
  Optional<String> status();

  /** When it was created. */
  Optional<Instant> createdAt();

  /** Fields that this library does not know yet, by their JSON name. */
  Map<String, Object> unknownFields();

  /** Starts a new value. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link LiveNotificationDelivery}. */
  final class Builder extends ImmutableLiveNotificationDelivery.Builder {
    Builder() {}
  }
}
