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

  /** Whether drafts are extracted too; the API lists them separately from sent messages. */
  public enum Drafts {
    /** Only sent messages. */
    EXCLUDED,
    /** Sent messages and drafts; separate chains read them. */
    INCLUDED
  }

  /** The types to extract, in the order of the output; empty (the default) for all types. */
  public abstract List<String> types();

  /** Whether drafts are included; {@link Drafts#EXCLUDED} by default. */
  @Value.Default
  public Drafts drafts() {
    return Drafts.EXCLUDED;
  }

  /** Where each run starts reading; {@link History#COMPLETE} by default. */
  @Value.Default
  public History history() {
    return History.COMPLETE;
  }

  /** The creation time of the oldest message of a complete history; 2012-01-01 by default. */
  @Value.Default
  public Instant since() {
    return History.EARLIEST;
  }

  /**
   * How far {@link History#SINCE_LAST_RUN} reaches back before the watermark of the previous run,
   * to include messages that arrived late; zero or more, one hour by default.
   */
  @Value.Default
  public Duration overlap() {
    return Duration.ofHours(1);
  }

  /**
   * How {@link History#SINCE_LAST_RUN} reads messages again by their age, because they are opened
   * and clicked after they were read; {@link RefreshSchedule#off} by default, {@link
   * RefreshSchedule#standard} suits most destinations. No message from before {@link #since} is
   * read again.
   */
  @Value.Default
  public RefreshSchedule refresh() {
    return RefreshSchedule.off();
  }

  /**
   * The field of the primary key: {@code id}, or {@code deduplicate_id} for a destination whose
   * rows are already keyed by it. By default the key of the table's previous load, and {@code id}
   * for a first load.
   */
  public abstract Optional<String> primaryKey();

  /** Rejects invalid values. */
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

  /** Starts a selection; without options it selects all sent messages since 2012. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a selection's options. */
  public static final class Builder extends ImmutableMessagesSelection.Builder {
    Builder() {}
  }
}
