package io.github.customerio4j.sandbox.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Counts the requests of the last second. Thread-safe. */
public final class RequestRate {
  private static final long SECOND = 1_000_000_000L;

  private final int perSecond;
  private final LongSupplier nanoTime;
  private final Deque<Long> lately = new ArrayDeque<>();

  /**
   * A new window.
   *
   * @param perSecond 0 for no limit
   * @param nanoTime {@link System#nanoTime}, or a test's
   */
  public RequestRate(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
  }

  /** Whether one more request is within the rate; a refused one does not count. */
  public synchronized boolean allows() {
    if (perSecond == 0) {
      return true;
    }
    long now = nanoTime.getAsLong();
    while (!lately.isEmpty() && now - lately.getFirst() >= SECOND) {
      lately.removeFirst();
    }
    if (lately.size() >= perSecond) {
      return false;
    }
    lately.addLast(now);
    return true;
  }

  int perSecond() {
    return perSecond;
  }
}
