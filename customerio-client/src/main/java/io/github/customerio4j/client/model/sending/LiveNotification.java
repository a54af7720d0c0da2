package io.github.customerio4j.client.model.sending;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A live notification on a device. */
@Value.Immutable
public interface LiveNotification {
  /** Identifies it. */
  String instanceId();

  /** Its kind. */
  Optional<String> notificationType();

  /** {@code ios} or {@code android}. */
  Optional<String> platform();

  /** {@code active}, {@code ended}, {@code expired} or {@code failed}. */
  Optional<String> state();

  /** Why it failed. */
  Optional<String> failureReason();

  /** When it started. */
  Optional<Instant> startedAt();

  /** When it expires. */
  Optional<Instant> expiresAt();

  /** When it ended. */
  Optional<Instant> endedAt();

  /** What was sent last. */
  Optional<LiveNotificationDelivery> lastDelivery();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code instanceId} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link LiveNotification}. */
  final class Builder extends ImmutableLiveNotification.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
