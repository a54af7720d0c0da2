package io.github.customerio4j.extract.engine.check;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The deadline of a check: a fixed time, and more for each request. Thread-safe. */
final class CheckDeadline {
  /** A little less than two seconds, to leave time for the work before and after. */
  private static final Duration AT_LEAST = Duration.ofMillis(1800);

  private static final double USUAL_RATE = 10;
  private static final long A_LOOK_MILLIS = 10;

  private final long start = System.nanoTime();
  private final AtomicInteger requests = new AtomicInteger();
  private final double secondsForEach;

  /**
   * @param requestsPerSecond the rate that the requests keep
   */
  CheckDeadline(double requestsPerSecond) {
    this.secondsForEach = 1 / Math.min(USUAL_RATE, requestsPerSecond);
  }

  /** Counts a request. */
  void sending() {
    requests.incrementAndGet();
  }

  /** Waits for a condition until the deadline; returns whether it holds. */
  boolean await(BooleanSupplier done) {
    try {
      while (!done.getAsBoolean()) {
        if (isPassed()) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(A_LOOK_MILLIS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean isPassed() {
    double most = AT_LEAST.toMillis() / 1000.0 + requests.get() * secondsForEach;
    return (System.nanoTime() - start) / 1e9 > most;
  }
}
