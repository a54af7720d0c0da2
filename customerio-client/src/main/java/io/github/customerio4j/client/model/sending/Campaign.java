package io.github.customerio4j.client.model.sending;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

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

  /** {@code draft}, {@code running}, {@code stopped} and others. */
  Optional<String> state();

  /** Its actions, as references. */
  List<ActionReference> actions();

  /** When it was first started; empty if never. */
  Optional<Instant> firstStarted();

  /** Who created it. */
  Optional<String> createdBy();

  /** Its tags. */
  List<String> tags();

  /** How often a person may go through it, for date-triggered ones. */
  Optional<String> frequency();

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

  /** Fields that this library does not know yet, by their JSON name. */
  Map<String, Object> unknownFields();

  /** Starts a new value; {@code id} is required. */
  static Builder builder() {
    return new Builder();
  }

  /** Collects the parts of a {@link Campaign}. */
  final class Builder extends ImmutableCampaign.Builder {
    Builder() {}
  }
}
