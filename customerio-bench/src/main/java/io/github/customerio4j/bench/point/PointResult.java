package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchFigures;
import java.util.OptionalDouble;

/**
 * A line of the table.
 *
 * @param point the name of the point
 * @param measure what was measured, in a few words
 * @param bound the largest value allowed, or the least for a speed; empty for a line that another
 *     line is compared with
 * @param reached the measured value, in the same unit; smaller is better, unless it is a speed
 * @param unit the unit of both values
 * @param figures the figures of the measured process
 */
public record PointResult(
    String point,
    String measure,
    OptionalDouble bound,
    double reached,
    Unit unit,
    BenchFigures figures) {

  /** The unit of a bound and of the measured value. */
  public enum Unit {
    /** A ratio to a reference. */
    RATIO("×"),
    /** Seconds. */
    SECONDS("s"),
    /** Percent. */
    PERCENT("%"),
    /** Additional requests. */
    REQUESTS("req"),
    /** Rows. */
    ROWS("rows"),
    /** MB of 2²⁰ bytes. */
    MEGABYTES("MB"),
    /** Rows in each second of CPU time; a speed. */
    ROWS_PER_CPU_SECOND("rows/CPU s");

    private final String symbol;

    Unit(String symbol) {
      this.symbol = symbol;
    }

    /** The symbol in the table. */
    public String symbol() {
      return symbol;
    }
  }

  /** A ratio with a bound. */
  public static PointResult ratio(
      String point, String measure, double bound, double reached, BenchFigures figures) {
    return new PointResult(point, measure, OptionalDouble.of(bound), reached, Unit.RATIO, figures);
  }

  /** A time without a bound, for comparison. */
  public static PointResult seconds(
      String point, String measure, double reached, BenchFigures figures) {
    return new PointResult(point, measure, OptionalDouble.empty(), reached, Unit.SECONDS, figures);
  }

  /** Whether the value is within the bound; true if there is no bound. */
  public boolean isKept() {
    return bound.isEmpty()
        || (unit == Unit.ROWS_PER_CPU_SECOND
            ? reached >= bound.getAsDouble()
            : reached <= bound.getAsDouble());
  }
}
