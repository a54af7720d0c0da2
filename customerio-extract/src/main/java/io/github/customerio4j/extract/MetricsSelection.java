package io.github.customerio4j.extract;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** Which figures go into the tables of metrics, and how. */
@Value.Immutable
public abstract class MetricsSelection {
  private static final Duration SETTLING = Duration.ofDays(45);

  MetricsSelection() {}

  /** How long a period is, with the number of them that the API tells of. */
  public enum Period {
    /** An hour. */
    HOURS(24),
    /** A day. */
    DAYS(45),
    /** A week, from Sunday. */
    WEEKS(12),
    /** A month. */
    MONTHS(120);

    private final int most;

    Period(int most) {
      this.most = most;
    }

    /** How many of them version 1 of the figures goes back, the current one included. */
    int most() {
      return most;
    }

    /** The start of the period that it is at that time. */
    ZonedDateTime startOf(Instant time, ZoneId zone) {
      LocalDate day = LocalDate.ofInstant(time, zone);
      return switch (this) {
        case HOURS -> time.atZone(zone).truncatedTo(ChronoUnit.HOURS);
        case DAYS -> day.atStartOfDay(zone);
        case WEEKS ->
            day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)).atStartOfDay(zone);
        case MONTHS -> day.withDayOfMonth(1).atStartOfDay(zone);
      };
    }

    /** The start of the period so many after that one; before it, if negative. */
    ZonedDateTime shifted(ZonedDateTime start, long periods) {
      return this == HOURS
          ? start.plusHours(periods)
          : start
              .toLocalDate()
              .plus(periods, ChronoUnit.valueOf(name()))
              .atStartOfDay(start.getZone());
    }

    /** The period as the API spells it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a row is. */
  public enum Layout {
    /** One figure, with columns {@code metric} and {@code value}. */
    ROW_PER_METRIC,
    /** All figures of a period, with a column a metric. */
    COLUMN_PER_METRIC
  }

  /** The periods to count by, each by a request of its own; days by default. */
  @Value.Default
  public Set<Period> periods() {
    return Set.of(Period.DAYS);
  }

  /**
   * How far the figures of campaigns and their actions go back, ten years at most; by default as
   * far as the others, which always tell of the last 24 hours, 45 days, 12 weeks or 120 months.
   */
  public abstract Optional<Instant> since();

  /** {@link Layout#ROW_PER_METRIC} by default. */
  @Value.Default
  public Layout layout() {
    return Layout.ROW_PER_METRIC;
  }

  /**
   * How long after something was sent or stopped its figures may still change; 45 days by default.
   * An Incremental Update reads them again until then.
   */
  @Value.Default
  public Duration settlingTime() {
    return SETTLING;
  }

  /** Refuses what no run could mean. */
  @Value.Check
  void check() {
    if (settlingTime().isNegative()) {
      throw new IllegalArgumentException(
          "Cannot use metrics.settlingTime " + settlingTime() + ": it is negative.");
    }
    if (periods().isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot use metrics.periods: it is empty. Name hours, days, weeks or months.");
    }
  }

  /** Starts a selection; as it is, it selects days. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a selection's options. */
  public static final class Builder extends ImmutableMetricsSelection.Builder {
    Builder() {}
  }
}
