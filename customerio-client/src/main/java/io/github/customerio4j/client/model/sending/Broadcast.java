package io.github.customerio4j.client.model.sending;

import io.github.customerio4j.client.model.constant.CampaignState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** A campaign that is triggered through the API. */
@Value.Immutable
public interface Broadcast {
  /** Identifies the broadcast. */
  long id();

  /**
   * {@code id:timestamp}, where the timestamp is the last update: identifies a version, not the
   * object.
   */
  Optional<String> deduplicateId();

  /** Its name. */
  Optional<String> name();

  /** What triggers it. */
  Optional<String> type();

  /** When it was created. */
  Optional<Instant> created();

  /** When it was last changed. */
  Optional<Instant> updated();

  /** Whether it is active; {@code false} if the API does not say. */
  @Value.Default
  default boolean active() {
    return false;
  }

  /** How far it is: {@link CampaignState#DRAFT} or {@link CampaignState#RUNNING}. */
  Optional<CampaignState> state();

  /** Its actions. */
  List<ActionReference> actions();

  /** When it first started. */
  Optional<Instant> firstStarted();

  /** Who made it. */
  Optional<String> createdBy();

  /** Its tags. */
  List<String> tags();

  /** The templates of its messages. */
  List<TemplateReference> msgTemplateIds();

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

  /** Collects the parts of a {@link Broadcast}. */
  final class Builder extends ImmutableBroadcast.Builder {
    Builder() {
      unknownFields(Map.of());
    }
  }
}
