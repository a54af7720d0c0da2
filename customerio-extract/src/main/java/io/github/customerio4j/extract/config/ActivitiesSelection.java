package io.github.customerio4j.extract.config;

import java.time.Duration;
import java.util.List;
import org.immutables.value.Value;

/** Which activities to extract, and into which tables. The API keeps them for 30 days. */
@Value.Immutable
public abstract class ActivitiesSelection {

  ActivitiesSelection() {}

  /** Into which tables activities are written. */
  public enum Layout {
    /** One table per type, {@code activity_TYPE}; the fields of {@code data} are columns. */
    TABLE_PER_TYPE,
    /** One table, {@code activities_all}; {@code data} is a column of JSON text. */
    SINGLE_TABLE
  }

  /** Whether activities of deleted people are extracted too; the API lists them separately. */
  public enum DeletedPeople {
    /** Only activities of people who exist. */
    EXCLUDED,
    /** Both lists are read. */
    INCLUDED
  }

  /**
   * The types to extract, in the order of the output; one chain reads each. Empty (the default)
   * selects all types, read by a single chain.
   */
  public abstract List<String> types();

  /** Into which tables activities are written; {@link Layout#TABLE_PER_TYPE} by default. */
  @Value.Default
  public Layout layout() {
    return Layout.TABLE_PER_TYPE;
  }

  /**
   * Whether activities of deleted people are included; {@link DeletedPeople#EXCLUDED} by default.
   */
  @Value.Default
  public DeletedPeople deletedPeople() {
    return DeletedPeople.EXCLUDED;
  }

  /** Where each run starts reading; {@link History#COMPLETE} by default. */
  @Value.Default
  public History history() {
    return History.COMPLETE;
  }

  /**
   * How far {@link History#SINCE_LAST_RUN} reaches back before the watermark of the previous run,
   * to include activities that arrived late; zero or more, one hour by default.
   */
  @Value.Default
  public Duration overlap() {
    return Duration.ofHours(1);
  }

  /** Rejects invalid values. */
  @Value.Check
  void check() {
    if (overlap().isNegative()) {
      throw new IllegalArgumentException(
          "Cannot use activities.overlap " + overlap() + ": it is negative. Give zero or more.");
    }
    SelectionChecks.requireTypes("activities.types", types());
  }

  /** Starts a selection; without options it selects all activities of people who exist. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a selection's options. */
  public static final class Builder extends ImmutableActivitiesSelection.Builder {
    Builder() {}
  }
}
