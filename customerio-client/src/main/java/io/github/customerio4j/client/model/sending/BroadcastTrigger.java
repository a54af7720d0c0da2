package io.github.customerio4j.client.model.sending;

import com.squareup.moshi.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** One triggering of a broadcast. */
@Value.Immutable
public interface BroadcastTrigger {
  /** Identifies the triggering, within its broadcast. */
  long id();

  /** The broadcast. */
  OptionalLong broadcastId();

  /** When it was requested. */
  @Json(name = "created_at")
  Optional<Instant> created();

  /** When it was carried out. */
  Optional<Instant> processedAt();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link BroadcastTrigger}. */
  final class Builder extends ImmutableBroadcastTrigger.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
