package io.github.customerio4j.client.model.sending;

import com.squareup.moshi.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A message that is sent through the API to one person at a time. */
@Value.Immutable
public interface TransactionalMessage {
  /** Identifies the message. */
  long id();

  /** Its name. */
  Optional<String> name();

  /** What it is for. */
  Optional<String> description();

  /** When it was created. */
  @Json(name = "created_at")
  Optional<Instant> created();

  /** When it was last changed. */
  @Json(name = "updated_at")
  Optional<Instant> updated();

  /** Whether it is also sent to people who have unsubscribed. */
  Optional<Boolean> sendToUnsubscribed();

  /** Whether clicks are counted. */
  Optional<Boolean> linkTracking();

  /** Whether opens are counted. */
  Optional<Boolean> openTracking();

  /** Whether what was sent is hidden. */
  Optional<Boolean> hideMessageBody();

  /** Whether it waits as a draft. */
  Optional<Boolean> queueDrafts();

  /** The name that sends it through the API. Seen in answers, not documented. */
  Optional<String> triggerName();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link TransactionalMessage}. */
  final class Builder extends ImmutableTransactionalMessage.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
