package io.github.customerio4j.extract.engine.source.window;

/**
 * How many splits windows may have. A split costs up to one request, because neither half ends with
 * a full page. Three requests are free. From a hundred pages on, splits may cost 4.5 % of the
 * requests. A split counts as a whole request until the fill of its last page is known.
 * Thread-safe.
 */
public final class SplitBudget {
  private static final int FREE = 3;
  private static final long SMALL = 100;
  private static final double SHARE = 0.045;

  /** From so many pages on, a run that expects so many is large, and may spend ahead. */
  private static final long TELLING = 40;

  private static final long CERTAINLY_LARGE = 250;

  private static final int PAGES_OF_A_SMALL_RUN = 4;
  private static final int PAGES_OF_A_LARGE_RUN = 2;

  private long pages;
  private double taken;
  private double expected;

  synchronized void pageRead() {
    pages++;
  }

  /** Changes the number of pages that all windows are expected to have left. */
  synchronized void expect(double more) {
    expected += more;
  }

  /**
   * Into how many chains to split one, although others wait, because it would be read when all
   * others have ended: twice as long as its share, if as many as may run concurrently shared all.
   *
   * @param pagesLeft the pages that the chain has left
   * @param concurrent how many chains may run concurrently
   */
  synchronized int chainsForLongest(double pagesLeft, int concurrent) {
    double share = Math.max(PAGES_OF_A_SMALL_RUN, expected / concurrent);
    return pagesLeft > 2 * share ? (int) (pagesLeft / share) : 1;
  }

  /**
   * How many pages a new chain must have to be worth its request. In a large run few are enough,
   * because its last chain is read while everything else is idle.
   */
  synchronized int pagesWorthASplit() {
    return pages < SMALL ? PAGES_OF_A_SMALL_RUN : PAGES_OF_A_LARGE_RUN;
  }

  /** Takes as many splits as are left, at most the number wanted. */
  synchronized int take(int wanted) {
    double allowed = pages < SMALL ? FREE : pages * SHARE;
    double likely = pages + Math.min((double) pages, expected);
    if (pages >= TELLING && pages + expected >= CERTAINLY_LARGE) {
      allowed = Math.max(allowed, likely * SHARE);
    }
    int granted = (int) Math.max(0, Math.min(wanted, allowed - taken));
    taken += granted;
    return granted;
  }

  /**
   * Returns the part of a request that a split did not cost.
   *
   * @param share how full the last page was, 0 to 1
   */
  synchronized void giveBack(double share) {
    taken -= share;
  }
}
