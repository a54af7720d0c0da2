package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.extract.engine.page.TimeOrder;

/** An estimate of the pages left in a window: as dense as the pages read so far. */
final class PageForecast {
  private double pages;
  private double read;
  private double left;

  /**
   * Adds one chain of the window.
   *
   * @param order the order and times of what it has read
   * @param pagesRead the number of pages read
   * @param secondsLeft the seconds that it still has to read
   */
  void add(TimeOrder order, long pagesRead, long secondsLeft) {
    pages += pagesRead;
    read += order.newest() > order.oldest() ? order.newest() - order.oldest() : 0;
    left += Math.max(0, secondsLeft);
  }

  /** The estimate; 1 while nothing is known. */
  double pagesLeft() {
    return read > 0 ? pages * left / read : 1;
  }
}
