package io.github.customerio4j.cli.terminal;

import java.time.Duration;
import java.time.Instant;

/** How often something happens a second, over the last few seconds. Not thread-safe. */
public final class RateMeter {
  private static final long SLOT_MILLIS = 100;
  private static final int SLOTS = 50;
  private static final double SHORTEST_SECONDS = 1;

  private final long[] slots = new long[SLOTS];
  private final int[] counts = new int[SLOTS];
  private long first = Long.MAX_VALUE;

  /** Counts one. */
  public void add(Instant at) {
    long slot = at.toEpochMilli() / SLOT_MILLIS;
    int place = (int) Math.floorMod(slot, (long) SLOTS);
    if (slots[place] != slot) {
      slots[place] = slot;
      counts[place] = 0;
    }
    counts[place]++;
    first = Math.min(first, at.toEpochMilli());
  }

  /** The rate a second. */
  public double rate(Instant now) {
    if (first == Long.MAX_VALUE) {
      return 0;
    }
    long last = now.toEpochMilli() / SLOT_MILLIS;
    long count = 0;
    for (int i = 0; i < SLOTS; i++) {
      if (slots[i] > last - SLOTS && slots[i] <= last) {
        count += counts[i];
      }
    }
    Duration since = Duration.ofMillis(Math.max(0, now.toEpochMilli() - first));
    double seconds = Math.min(SLOTS * SLOT_MILLIS, since.toMillis()) / 1000.0;
    return count / Math.max(SHORTEST_SECONDS, seconds);
  }
}
