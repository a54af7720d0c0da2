package io.github.customerio4j.micrometer;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.TimeUnit;

/** Counts the requests of the last ten whole seconds. Thread-safe. */
final class RecentRequests {
  private static final int SECONDS = 10;

  private final Clock clock;

  /** One slot for each of the last seconds, and one for the current second. */
  private final long[] seconds = new long[SECONDS + 1];

  private final long[] counts = new long[SECONDS + 1];

  RecentRequests(Clock clock) {
    this.clock = clock;
  }

  synchronized void add() {
    long now = now();
    int slot = Math.floorMod(now, seconds.length);
    if (seconds[slot] != now) {
      seconds[slot] = now;
      counts[slot] = 0;
    }
    counts[slot]++;
  }

  /** The average number of requests a second in the last ten whole seconds. */
  synchronized double perSecond() {
    long now = now();
    long sum = 0;
    for (int slot = 0; slot < seconds.length; slot++) {
      if (seconds[slot] < now && seconds[slot] >= now - SECONDS) {
        sum += counts[slot];
      }
    }
    return (double) sum / SECONDS;
  }

  private long now() {
    return TimeUnit.NANOSECONDS.toSeconds(clock.monotonicTime());
  }
}
