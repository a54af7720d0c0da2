package io.github.customerio4j.spark.limit;

/**
 * How many permits of a workspace this executor can use, learned from how many it does use. All
 * that are in use lately are wanted. If requests had to wait for one, more are, and by the more the
 * more it has. Times are in nanoseconds. Not thread-safe.
 */
final class Demand {
  private static final long NEVER = Long.MIN_VALUE;

  private final Permits permits;
  private final long span;
  private int readers;
  private long opened = NEVER;
  private long lacked = NEVER;
  private long spanStart = NEVER;
  private int most;
  private int mostBefore;

  Demand(Permits permits) {
    this.permits = permits;
    // Each permit in use is seen in a window, however seldom anybody looks.
    this.span = permits.window() + permits.window() / 8;
  }

  void open(long now) {
    if (readers++ == 0) {
      opened = now;
      lacked = NEVER;
      spanStart = now;
      most = 0;
      mostBefore = 0;
    }
  }

  void close() {
    readers--;
  }

  boolean hasReaders() {
    return readers > 0;
  }

  /** Looks at what is in use now. */
  int wanted(long now) {
    if (readers == 0) {
      return 0;
    }
    int inUse = permits.inUse();
    int waiting = permits.waiting();
    observe(inUse, waiting, now);
    if (now - opened < 2 * span) {
      return permits.whole();
    }
    int used = Math.max(most, mostBefore);
    if (lacked == NEVER || now - lacked >= span) {
      return used;
    }
    return Math.min(permits.whole(), Math.max(used, permits.count()) + more(waiting));
  }

  private int more(int waiting) {
    return Math.max(1, waiting) + permits.count() / 2;
  }

  private void observe(int inUse, int waiting, long now) {
    if (now - spanStart >= span) {
      mostBefore = now - spanStart < 2 * span ? most : 0;
      most = 0;
      spanStart = now;
    }
    most = Math.max(most, inUse);
    if (waiting > 0 && inUse >= permits.count()) {
      lacked = now;
    }
  }
}
