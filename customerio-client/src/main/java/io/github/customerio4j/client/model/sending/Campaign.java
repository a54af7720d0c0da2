package io.github.customerio4j.client.model.sending;

import io.github.customerio4j.client.model.constant.CampaignFrequency;
import io.github.customerio4j.client.model.constant.CampaignState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A campaign, which the user interface calls an automation. Which fields are set depends on what
 * triggers it.
 */
@Value.Immutable
public interface Campaign {
  /** Identifies the campaign. */
  long id();

  /**
   * {@code id:timestamp}, where the timestamp is the last update: identifies a version, not the
   * object.
   */
  Optional<String> deduplicateId();

  /** Its name. */
  Optional<String> name();

  /** What triggers it, such as {@code behavioral} or {@code event}. */
  Optional<String> type();

  /** When it was created. */
  Optional<Instant> created();

  /** When it was last changed. */
  Optional<Instant> updated();

  /** Whether it is running; false unless the API says otherwise. */
  @Value.Default
  default boolean active() {
    return false;
  }

  /** How far it is, such as {@link CampaignState#RUNNING}. */
  Optional<CampaignState> state();

  /** Its actions, as references. */
  List<ActionReference> actions();

  /** When it was first started; empty if never. */
  Optional<Instant> firstStarted();

  /** Who created it. */
  Optional<String> createdBy();

  /** Its tags. */
  List<String> tags();

  /** How often a person may go through it, for date-triggered ones. */
  Optional<CampaignFrequency> frequency();

  /** The attribute that holds the date. */
  Optional<String> dateAttribute();

  /** The time zone of the date. */
  Optional<String> timezone();

  /** Whether the person's own time zone takes precedence. */
  Optional<Boolean> useCustomerTimezone();

  /** The hour of the day at which it starts. */
  OptionalInt startHour();

  /** The minute of the hour at which it starts. */
  OptionalInt startMinutes();

  /** The segments that trigger it. */
  List<Long> triggerSegmentIds();

  /** The segments that it is filtered by. */
  List<Long> filterSegmentIds();

  /** The event that triggers it. */
  Optional<String> eventName();

  /** The templates of its messages; empty if there are none. */
  List<TemplateReference> msgTemplates();

  /** The kind of object that triggers it; empty for other triggers. */
  OptionalLong objectTypeId();

  /** Conditions on the attributes of the object, as text; empty for other triggers. */
  Optional<String> filterObjectAttributes();

  /** Conditions on the attributes of the relationship, as text; empty for other triggers. */
  Optional<String> filterRelationshipAttributes();

  /** Whom it reaches; empty for other triggers than objects and relationships. */
  Optional<CampaignAudience> audience();

  /** Changes of relationships that trigger it, as the API writes them; empty if there are none. */
  Map<String, Object> relationshipAttributeTriggers();

  /** Changes of objects that trigger it, as the API writes them; empty if there are none. */
  Map<String, Object> objectAttributeTriggers();

  /** The webhook that triggers it; empty for other triggers. */
  OptionalLong webhookId();

  /** When it is to start; empty if no time is set. Seen in answers, not documented. */
  Optional<Instant> scheduledStart();

  /** When it is to stop; empty if no time is set. Seen in answers, not documented. */
  Optional<Instant> scheduledStop();

  /** Whether {@link #scheduledStart} applies. Seen in answers, not documented. */
  Optional<Boolean> shouldScheduledStart();

  /** Whether {@link #scheduledStop} applies. Seen in answers, not documented. */
  Optional<Boolean> shouldScheduledStop();

  /** Fields that this library does not know yet, by their JSON name; a null is kept. */
  Map<String, @AllowNulls @Nullable Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Campaign}. */
  final class Builder extends ImmutableCampaign.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
