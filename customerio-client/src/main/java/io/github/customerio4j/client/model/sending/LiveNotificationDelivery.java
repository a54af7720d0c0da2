package io.github.customerio4j.client.model.sending;

import com.squareup.moshi.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

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
  @Json(name = "created_at")
  Optional<Instant> created();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link LiveNotificationDelivery}. */
  final class Builder extends ImmutableLiveNotificationDelivery.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
