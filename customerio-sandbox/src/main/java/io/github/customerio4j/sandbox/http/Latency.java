package io.github.customerio4j.sandbox.http;

import java.time.Duration;
import java.util.SplittableRandom;

/** How long the answers wait: the same seed gives the same times. Thread-safe. */
public final class Latency {
  /** One answer in so many is very late. */
  private static final int RARELY = 100;

  private static final int VERY = 10;

  private final Duration least;
  private final Duration jitter;
  private final SplittableRandom random;

  /**
   * @param least how long each answer waits
   * @param jitter how much longer, at most, if it is not very late
   * @param seed of the sequence of times
   */
  public Latency(Duration least, Duration jitter, long seed) {
    this.least = least;
    this.jitter = jitter;
    this.random = new SplittableRandom(seed);
  }

  /** The wait of the next answer. */
  public synchronized Duration next() {
    if (jitter.isZero()) {
      return least;
    }
    double part = random.nextDouble() * (random.nextInt(RARELY) == 0 ? VERY : 1);
    return least.plusNanos((long) (part * jitter.toNanos()));
  }
}
