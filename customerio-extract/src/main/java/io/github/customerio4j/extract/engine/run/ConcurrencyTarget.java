package io.github.customerio4j.extract.engine.run;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * How many requests to keep in flight: as many as the rate limit allows during the latency of one
 * request, and one more. The latency is measured as answers come. Before the first answer, and
 * without a limit, it is the maximum. Thread-safe.
 */
public final class ConcurrencyTarget {
  /** The weights that TCP gives a new sample of the round trip, against its mean and deviation. */
  private static final double MEAN_WEIGHT = 1 / 8.0;

  private static final double DEVIATION_WEIGHT = 1 / 4.0;

  private final Supplier<OptionalDouble> requestsPerSecond;
  private final int most;
  private double mean = -1;
  private double deviation;

  /**
   * @param requestsPerSecond what the rate limit lets through at present; other programs may use a
   *     part of it
   */
  public ConcurrencyTarget(Supplier<OptionalDouble> requestsPerSecond, int most) {
    this.requestsPerSecond = requestsPerSecond;
    this.most = most;
  }

  /** Adds the latency of an answer, without the wait for the rate limit. */
  synchronized void observe(Duration latency) {
    double seconds = latency.toNanos() / 1e9;
    if (mean < 0) {
      mean = seconds;
      deviation = seconds / 2;
    } else {
      double error = seconds - mean;
      mean += error * MEAN_WEIGHT;
      deviation += (Math.abs(error) - deviation) * DEVIATION_WEIGHT;
    }
  }

  synchronized int target() {
    OptionalDouble rate = requestsPerSecond.get();
    if (rate.isEmpty() || mean < 0) {
      return most;
    }
    double underWay = rate.getAsDouble() * (mean + deviation);
    return (int) Math.min(most, Math.ceil(underWay) + 1);
  }
}
