package io.github.customerio4j.client.model.people;

import io.github.customerio4j.client.model.constant.SuppressionCategory;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** An address that the email service does not send to. */
@Value.Immutable
public interface Suppression {
  /** The address. */
  Optional<String> email();

  /** Why, as the API groups it. */
  Optional<SuppressionCategory> category();

  /** When the suppression began. */
  Optional<Instant> created();

  /** Why, in words. */
  Optional<String> reason();

  /** The status code of the rejection, such as {@code 550}. */
  Optional<String> status();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; nothing is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Suppression}. */
  final class Builder extends ImmutableSuppression.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
