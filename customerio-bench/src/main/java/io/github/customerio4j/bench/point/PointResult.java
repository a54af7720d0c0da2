package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchFigures;
import java.util.OptionalDouble;

/**
 * One line of the bench's table.
 *
 * @param point the point's name
 * @param measure what was measured there, in few words
 * @param bound what must be reached; empty for a line that is there to be compared with
 * @param reached what was reached, in the same unit; the smaller the better
 * @param unit {@code ×} for a ratio, {@code s}, {@code %} or {@code requests}
 * @param figures those of the process that was measured
 */
public record PointResult(
    String point,
    String measure,
    OptionalDouble bound,
    double reached,
    Unit unit,
    BenchFigures figures) {

  /** What a bound and a figure are of. */
  public enum Unit {
    /** So many times a reference. */
    RATIO("×"),
    /** Seconds. */
    SECONDS("s"),
    /** Hundredths. */
    PERCENT("%"),
    /** Requests more than needed. */
    REQUESTS("req");

    private final String symbol;

    Unit(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  /** A ratio with a bound. */
  public static PointResult ratio(
      String point, String measure, double bound, double reached, BenchFigures figures) {
    return new PointResult(point, measure, OptionalDouble.of(bound), reached, Unit.RATIO, figures);
  }

  /** Seconds to be compared with. */
  public static PointResult seconds(
      String point, String measure, double reached, BenchFigures figures) {
    return new PointResult(point, measure, OptionalDouble.empty(), reached, Unit.SECONDS, figures);
  }

  public boolean isKept() {
    return bound.isEmpty() || reached <= bound.getAsDouble();
  }
}
