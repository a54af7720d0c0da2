package io.github.customerio4j.client.model.people;

import io.github.customerio4j.client.model.constant.ActivityType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** Something that a person did or that happened to a person. */
@Value.Immutable
public interface Activity {
  /** Identifies the activity. */
  String id();

  /** What kind it is, such as {@link ActivityType#OPENED_EMAIL}: an open set. */
  Optional<String> type();

  /** When it happened. */
  Optional<Instant> timestamp();

  /** The person's id; {@link #customerIdentifiers} holds all identifiers. */
  Optional<String> customerId();

  /** The person. */
  Optional<CustomerIdentifiers> customerIdentifiers();

  /** The name of an event or a screen. */
  Optional<String> name();

  /** The address of a page. */
  Optional<String> url();

  /** The message it is about. */
  Optional<String> deliveryId();

  /** The channel of that message, such as {@code email}: an open set. */
  Optional<String> deliveryType();

  /** The data of its type: nested maps and lists, numbers as {@link java.math.BigDecimal}. */
  Map<String, Object> data();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of an {@link Activity}. */
  final class Builder extends ImmutableActivity.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
