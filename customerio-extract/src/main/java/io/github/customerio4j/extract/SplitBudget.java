package io.github.customerio4j.extract;

/**
 * How often windows may be cut further: a cut costs a request, because neither of the two halves
 * ends with a full page. Three are free; from a hundred pages on they may make up 4.5 % of the
 * requests. Thread-safe.
 */
final class SplitBudget {
  private static final int FREE = 3;
  private static final long SMALL = 100;
  private static final double SHARE = 0.045;

  private long pages;
  private int taken;

  synchronized void pageRead() {
    pages++;
  }

  /** Takes as many cuts of those wanted as there are left. */
  synchronized int take(int wanted) {
    long allowed = pages < SMALL ? FREE : (long) (pages * SHARE);
    int granted = (int) Math.max(0, Math.min(wanted, allowed - taken));
    taken += granted;
    return granted;
  }
}
