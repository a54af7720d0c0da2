package io.github.customerio4j.extract.engine.source.window;

/**
 * How often windows may be cut further: a cut costs up to a request, because neither of the two
 * halves ends with a full page. Three requests are free; from a hundred pages on cuts may cost 4.5
 * % of the requests. A cut counts as a request until it is known how full its last page was.
 * Thread-safe.
 */
public final class SplitBudget {
  private static final int FREE = 3;
  private static final long SMALL = 100;
  private static final double SHARE = 0.045;

  private static final int PAGES_OF_A_SMALL_RUN = 4;
  private static final int PAGES_OF_A_LARGE_RUN = 2;

  private long pages;
  private double taken;

  synchronized void pageRead() {
    pages++;
  }

  /**
   * How many pages a chain of its own must have to come, to be worth its request. In a large run
   * few are enough: what its last chain has left is read while everything else is idle.
   */
  synchronized int pagesWorthASplit() {
    return pages < SMALL ? PAGES_OF_A_SMALL_RUN : PAGES_OF_A_LARGE_RUN;
  }

  /** Takes as many cuts of those wanted as there are left. */
  synchronized int take(int wanted) {
    double allowed = pages < SMALL ? FREE : pages * SHARE;
    int granted = (int) Math.max(0, Math.min(wanted, allowed - taken));
    taken += granted;
    return granted;
  }

  /**
   * Takes back what a cut turned out not to have cost.
   *
   * @param share how full the last page was, 0 to 1: one chain would have got these records, too
   */
  synchronized void giveBack(double share) {
    taken -= share;
  }
}
