package io.github.customerio4j.extract.config;

import java.time.Instant;
import org.immutables.value.Value;

/**
 * Which bodies of messages to extract into {@code message_bodies}. The API serves 100 bodies per
 * day. A run therefore fetches the newest bodies that no previous run has fetched, and the run of
 * the next day continues with the next older ones.
 */
@Value.Immutable
public abstract class MessageBodiesSelection {
  private static final int DEFAULT_PER_DAY = 100;

  MessageBodiesSelection() {}

  /**
   * The largest number of bodies to request per day (UTC), over all runs of that day; at least 1,
   * 100 by default.
   */
  @Value.Default
  public int perDay() {
    return DEFAULT_PER_DAY;
  }

  /** The creation time of the oldest message whose body is fetched; 2012-01-01 by default. */
  @Value.Default
  public Instant since() {
    return History.EARLIEST;
  }

  /** Rejects invalid values. */
  @Value.Check
  void check() {
    if (perDay() < 1) {
      throw new IllegalArgumentException(
          "Cannot use messageBodies.perDay " + perDay() + ": it must be at least 1.");
    }
  }

  /** Starts a selection; without options it selects all bodies, 100 per day. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a selection's options. */
  public static final class Builder extends ImmutableMessageBodiesSelection.Builder {
    Builder() {}
  }
}
