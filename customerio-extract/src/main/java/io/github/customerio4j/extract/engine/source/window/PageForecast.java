package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.extract.engine.page.TimeOrder;

/** How many pages a walk is likely to have left: as many for the time left as for the time read. */
final class PageForecast {
  private double pages;
  private double read;
  private double left;

  /**
   * Takes in one chain of the walk.
   *
   * @param order what it has read
   * @param pagesRead in how many pages
   * @param secondsLeft how much time it has still to read
   */
  void add(TimeOrder order, long pagesRead, long secondsLeft) {
    pages += pagesRead;
    read += order.newest() > order.oldest() ? order.newest() - order.oldest() : 0;
    left += Math.max(0, secondsLeft);
  }

  /** At least 1 while nothing tells. */
  double pagesLeft() {
    return read > 0 ? pages * left / read : 1;
  }
}
