package io.github.customerio4j.bench.point;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle one of several measurements. */
public final class Medians {
  private Medians() {}

  /** The element whose value is in the middle; the smaller one of two. */
  static <T> T by(ToDoubleFunction<T> value, List<T> all) {
    return all.stream()
        .sorted(Comparator.comparingDouble(value))
        .toList()
        .get((all.size() - 1) / 2);
  }

  public static double of(List<Double> values) {
    return by(Double::doubleValue, values);
  }
}
