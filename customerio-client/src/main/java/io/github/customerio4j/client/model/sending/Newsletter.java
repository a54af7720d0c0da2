package io.github.customerio4j.client.model.sending;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A message that is sent once to many people. */
@Value.Immutable
public interface Newsletter {
  /** Identifies the newsletter. */
  long id();

  /**
   * {@code id:timestamp}, where the timestamp is the last update: identifies a version, not the
   * object.
   */
  Optional<String> deduplicateId();

  /** Its name. */
  Optional<String> name();

  /** Its kind, such as {@code email}. */
  Optional<String> type();

  /** When it was sent; empty while it is not. */
  Optional<Instant> sentAt();

  /** When it was created. */
  Optional<Instant> created();

  /** When it was last changed. */
  Optional<Instant> updated();

  /** Its contents, one for each language and test group. */
  List<Long> contentIds();

  /** The segments that it goes to. */
  List<Long> recipientSegmentIds();

  /** Its tags. */
  List<String> tags();

  /** The topic that people must be subscribed to. */
  OptionalLong subscriptionTopicId();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Newsletter}. */
  final class Builder extends ImmutableNewsletter.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
