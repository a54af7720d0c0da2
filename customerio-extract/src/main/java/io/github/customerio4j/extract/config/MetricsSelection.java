package io.github.customerio4j.extract.config;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** Which figures go into the tables of metrics, and how. */
@Value.Immutable
public abstract class MetricsSelection {
  private static final Duration SETTLING = Duration.ofDays(45);

  MetricsSelection() {}

  /** How long a period is, as the API counts metrics by it. */
  public enum Period {
    /** An hour. */
    HOURS,
    /** A day. */
    DAYS,
    /** A week, from Sunday. */
    WEEKS,
    /** A month. */
    MONTHS;

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
