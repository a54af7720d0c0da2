package io.github.customerio4j.extract.config;

import io.github.customerio4j.client.model.query.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** Which metrics to extract, and how their tables are laid out. */
@Value.Immutable
public abstract class MetricsSelection {
  private static final Duration DEFAULT_SETTLING_TIME = Duration.ofDays(45);

  MetricsSelection() {}

  /** What a row of a table of metrics holds. */
  public enum Layout {
    /** One metric of a period, in columns {@code metric} and {@code value}. */
    ROW_PER_METRIC,
    /** All metrics of a period, in one column per metric. */
    COLUMN_PER_METRIC
  }

  /** The periods to count by, at least one; each takes its own request. Days by default. */
  @Value.Default
  public Set<Period> periods() {
    return Set.of(Period.DAYS);
  }

  /**
   * The start of the metrics of campaigns and of their actions, at most ten years ago. By default,
   * and always for other metrics, the last 24 hours, 45 days, 12 weeks or 120 months.
   */
  public abstract Optional<Instant> since();

  /** What a row holds; {@link Layout#ROW_PER_METRIC} by default. */
  @Value.Default
  public Layout layout() {
    return Layout.ROW_PER_METRIC;
  }

  /**
   * How long metrics may still change after their sender was sent or stopped; zero or more, 45 days
   * by default. An Incremental Update reads them again until that time has passed. A {@link
   * ExtractionConfig#refresh schedule} says how often instead; its widest tier reaches as far.
   */
  @Value.Default
  public Duration settlingTime() {
    return DEFAULT_SETTLING_TIME;
  }

  /** Rejects invalid values. */
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

  /** Starts a selection; without options it selects days, one row per metric. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a selection's options. */
  public static final class Builder extends ImmutableMetricsSelection.Builder {
    Builder() {}
  }
}
