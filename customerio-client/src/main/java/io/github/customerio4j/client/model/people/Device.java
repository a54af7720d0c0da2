package io.github.customerio4j.client.model.people;

import io.github.customerio4j.client.model.constant.DevicePlatform;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A device of a person, for push messages. */
@Value.Immutable
public interface Device {
  /** The device token. */
  Optional<String> id();

  /** The platform. */
  Optional<DevicePlatform> platform();

  /** When it was last used. */
  Optional<Instant> lastUsed();

  /** Its attributes. */
  Map<String, Object> attributes();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Device}. */
  final class Builder extends ImmutableDevice.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
