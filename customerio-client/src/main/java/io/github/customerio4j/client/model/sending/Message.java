package io.github.customerio4j.client.model.sending;

import com.squareup.moshi.Json;
import io.github.customerio4j.client.model.constant.MessageType;
import io.github.customerio4j.client.model.constant.MetricName;
import io.github.customerio4j.client.model.people.CustomerIdentifiers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A delivery: one message to one recipient. */
@Value.Immutable
public interface Message {
  /** Identifies the delivery. */
  String id();

  /**
   * {@code id:timestamp}, where the timestamp is the last update: identifies a version, not the
   * object.
   */
  Optional<String> deduplicateId();

  /** The channel, such as {@link MessageType#EMAIL}: an open set. */
  Optional<String> type();

  /** When it was created, which may be before it was sent. */
  Optional<Instant> created();

  /** The person's id; {@link #customerIdentifiers} holds all identifiers. */
  Optional<String> customerId();

  /** The person it went to. */
  Optional<CustomerIdentifiers> customerIdentifiers();

  /** The address it went to. */
  Optional<String> recipient();

  /** The subject line. */
  Optional<String> subject();

  /** Why it failed. */
  Optional<String> failureMessage();

  /** Whether its content was not kept; false unless the API says otherwise. */
  @Value.Default
  default boolean forgotten() {
    return false;
  }

  /** The campaign it belongs to. */
  OptionalLong campaignId();

  /** The newsletter it belongs to. */
  OptionalLong newsletterId();

  /** The broadcast it belongs to. */
  OptionalLong broadcastId();

  /** The action that sent it. */
  OptionalLong actionId();

  /** The action that the action belongs to. */
  OptionalLong parentActionId();

  /** The newsletter's content it was made of. */
  OptionalLong contentId();

  /** The event that triggered it. */
  Optional<String> triggerEventId();

  /** The template it was made of. */
  OptionalLong msgTemplateId();

  /**
   * When each event happened to it ({@link MetricName#SENT}, {@link MetricName#OPENED} and so on);
   * contains only events that happened.
   */
  Map<String, Instant> metrics();

  /**
   * How often people and machines opened and clicked it, by {@link MetricName#HUMAN_OPENED}, {@link
   * MetricName#PREFETCH_OPENED} and so on. Workspaces where the API answers times instead have
   * these in {@link #metrics}.
   */
  @Json(name = "metrics")
  Map<String, Long> metricCounts();

  /** Answers to a survey, by option, if requested. */
  Map<String, Object> trackedResponses();

  /**
   * The template; the API documents it as deprecated. {@link #msgTemplateId} is the name that
   * answers use.
   */
  OptionalLong messageTemplateId();

  /** The transactional message; empty for other deliveries. Seen in answers, not documented. */
  OptionalLong transactionalMessageId();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Message}. */
  final class Builder extends ImmutableMessage.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
