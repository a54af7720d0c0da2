package io.github.customerio4j.extract.config;

import java.time.Duration;
import java.util.List;
import org.immutables.value.Value;

/** Which activities to extract, and into what tables. The API keeps 30 days of them. */
@Value.Immutable
public abstract class ActivitiesSelection {

  ActivitiesSelection() {}

  /** Into what tables activities go. */
  public enum Layout {
    /** A table a type, {@code activity_TYPE}, its data as columns. */
    TABLE_PER_TYPE,
    /** One table, {@code activities_all}, its data as JSON text. */
    SINGLE_TABLE
  }

  /** Whether the activities of deleted people, which the API lists apart, are extracted too. */
  public enum DeletedPeople {
    /** Living people's only. */
    EXCLUDED,
    /** Both lists are walked. */
    INCLUDED
  }

  /**
   * The types to extract, in the order of the output; empty (the default) for all, by one chain.
   */
  public abstract List<String> types();

  /** {@link Layout#TABLE_PER_TYPE} by default. */
  @Value.Default
  public Layout layout() {
    return Layout.TABLE_PER_TYPE;
  }

  /** {@link DeletedPeople#EXCLUDED} by default. */
  @Value.Default
  public DeletedPeople deletedPeople() {
    return DeletedPeople.EXCLUDED;
  }

  /** Where to begin; {@link History#COMPLETE} by default. */
  @Value.Default
  public History history() {
    return History.COMPLETE;
  }

  /**
   * How far a continued run reaches back before the end of the last one, for what arrived late; one
   * hour by default.
   */
  @Value.Default
  public Duration overlap() {
    return Duration.ofHours(1);
  }

  /** Refuses what no run could mean. */
  @Value.Check
  void check() {
    if (overlap().isNegative()) {
      throw new IllegalArgumentException(
          "Cannot use activities.overlap " + overlap() + ": it is negative. Give zero or more.");
    }
    SelectionChecks.requireTypes("activities.types", types());
  }

  /** Starts a selection; as it is, it selects all activities of living people. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a selection's options. */
  public static final class Builder extends ImmutableActivitiesSelection.Builder {
    Builder() {}
  }
}
