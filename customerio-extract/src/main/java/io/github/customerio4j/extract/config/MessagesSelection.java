package io.github.customerio4j.extract.config;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Which messages to extract, and from when. */
@Value.Immutable
public abstract class MessagesSelection {

  MessagesSelection() {}

  /** Whether drafts, which the API lists apart from sent messages, are extracted too. */
  public enum Drafts {
    /** Sent messages only. */
    EXCLUDED,
    /** Drafts too, by a chain of their own. */
    INCLUDED
  }

  /** The types to extract, in the order of the output; empty (the default) for all. */
  public abstract List<String> types();

  /** Whether drafts are extracted too; they are not by default. */
  @Value.Default
  public Drafts drafts() {
    return Drafts.EXCLUDED;
  }

  /** Where to begin; {@link History#COMPLETE} by default. */
  @Value.Default
  public History history() {
    return History.COMPLETE;
  }

  /** The creation of the oldest messages of a complete history; 2012-01-01 by default. */
  @Value.Default
  public Instant since() {
    return History.EARLIEST;
  }

  /**
   * How far a continued run reaches back before the end of the last one, for what arrived late; one
   * hour by default. Months are allowed, for who wants later opens and clicks of older messages.
   */
  @Value.Default
  public Duration overlap() {
    return Duration.ofHours(1);
  }

  /**
   * The key's field: {@code id}, or {@code deduplicate_id} for a destination that was loaded by it.
   * By default the one that the table was last loaded with, else {@code id}.
   */
  public abstract Optional<String> primaryKey();

  /** Refuses what no run could mean. */
  @Value.Check
  void check() {
    SelectionChecks.requireTypes("messages.types", types());
    SelectionChecks.requireKey(
        "messages.primary_key", primaryKey(), List.of("id", "deduplicate_id"));
    if (overlap().isNegative()) {
      throw new IllegalArgumentException(
          "Cannot use messages.overlap " + overlap() + ": it is negative. Give zero or more.");
    }
  }

  /** Starts a selection; as it is, it selects all sent messages since 2012. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a selection's options. */
  public static final class Builder extends ImmutableMessagesSelection.Builder {
    Builder() {}
  }
}
