package io.github.customerio4j.bench.process;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Medians of measurements. */
public final class Medians {
  private Medians() {}

  /** The element with the median value; of two in the middle, the one with the smaller value. */
  public static <T> T by(ToDoubleFunction<T> value, List<T> all) {
    return all.stream()
        .sorted(Comparator.comparingDouble(value))
        .toList()
        .get((all.size() - 1) / 2);
  }

  /** The median; of two values in the middle, the smaller one. */
  public static double of(List<Double> values) {
    return by(Double::doubleValue, values);
  }
}
