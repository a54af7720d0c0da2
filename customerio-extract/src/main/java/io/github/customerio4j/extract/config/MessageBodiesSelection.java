package io.github.customerio4j.extract.config;

import java.time.Instant;
import org.immutables.value.Value;

/**
 * Which bodies of messages to extract into {@code message_bodies}. The API gives out 100 a day, so
 * a run takes the newest that no former run took, and the next day's goes on from there.
 */
@Value.Immutable
public abstract class MessageBodiesSelection {
  private static final int A_DAY = 100;

  MessageBodiesSelection() {}

  /** How many bodies to ask for in a day (UTC), over all runs of that day; 100 by default. */
  @Value.Default
  public int perDay() {
    return A_DAY;
  }

  /** The creation of the oldest message whose body is wanted; 2012-01-01 by default. */
  @Value.Default
  public Instant since() {
    return History.EARLIEST;
  }

  /** Refuses what no run could mean. */
  @Value.Check
  void check() {
    if (perDay() < 1) {
      throw new IllegalArgumentException(
          "Cannot use messageBodies.perDay " + perDay() + ": it must be 1 at least.");
    }
  }

  /** Starts a selection; as it is, it selects all bodies, 100 a day. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a selection's options. */
  public static final class Builder extends ImmutableMessageBodiesSelection.Builder {
    Builder() {}
  }
}
