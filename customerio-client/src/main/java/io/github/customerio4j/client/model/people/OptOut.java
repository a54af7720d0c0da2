package io.github.customerio4j.client.model.people;

import com.squareup.moshi.Json;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A sender on a channel that a person has opted out of. */
@Value.Immutable
public interface OptOut {
  /** {@code sms} or {@code whatsapp}. */
  Optional<String> channel();

  /** The number or name of the sender. */
  @Json(name = "from")
  Optional<String> sender();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link OptOut}. */
  final class Builder extends ImmutableOptOut.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
