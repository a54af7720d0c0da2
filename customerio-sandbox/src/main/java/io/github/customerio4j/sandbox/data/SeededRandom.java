package io.github.customerio4j.sandbox.data;

import java.util.List;
import java.util.Random;

/** Reproducible chance: the same seed rolls the same numbers on every machine. */
final class SeededRandom {
  private final Random random;

  SeededRandom(long seed) {
    this.random = new Random(seed);
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A number from low to high, both included. */
  long between(long low, long high) {
    return low + (long) Math.floor(random.nextDouble() * (high - low + 1));
  }

  /** From 0 to 1, small values more often. */
  double skewed() {
    double value = random.nextDouble();
    return value * value;
  }

  /**
   * A time that is usually short and seldom very long (log-normal).
   *
   * @param median half of all times are longer
   * @param spread 1: one of six is longer than e times the median; 2: than e² times
   */
  double delay(double median, double spread) {
    return median * Math.exp(spread * random.nextGaussian());
  }

  String token(String alphabet, int length) {
    StringBuilder out = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }
}
