package io.github.customerio4j.extract;

import io.github.customerio4j.extract.record.PageTimes;

/** In which order of time the pages of a chain have come so far. */
final class TimeOrder {

  /** An order; no page, or none with two different times, leaves it open. */
  enum Direction {
    OPEN,
    NEWEST_FIRST,
    OLDEST_FIRST,
    NONE
  }

  private long newest = Long.MIN_VALUE;
  private long oldest = Long.MAX_VALUE;
  private boolean canBeNewestFirst = true;
  private boolean canBeOldestFirst = true;

  /** Takes in the chain's next page. */
  void add(PageTimes page) {
    canBeNewestFirst &= page.isNewestFirst() && page.newest() <= oldest;
    canBeOldestFirst &= page.isOldestFirst() && page.oldest() >= newest;
    newest = Math.max(newest, page.newest());
    oldest = Math.min(oldest, page.oldest());
  }

  Direction direction() {
    if (canBeNewestFirst) {
      return canBeOldestFirst ? Direction.OPEN : Direction.NEWEST_FIRST;
    }
    return canBeOldestFirst ? Direction.OLDEST_FIRST : Direction.NONE;
  }

  /** Whether the chain may still turn out to come in that direction. */
  boolean allows(Direction direction) {
    return switch (direction) {
      case NEWEST_FIRST -> canBeNewestFirst;
      case OLDEST_FIRST -> canBeOldestFirst;
      case OPEN -> canBeNewestFirst || canBeOldestFirst;
      case NONE -> true;
    };
  }

  /** The newest time so far, Unix seconds; {@link Long#MIN_VALUE} before the first record. */
  long newest() {
    return newest;
  }

  /** The oldest time so far, Unix seconds; {@link Long#MAX_VALUE} before the first record. */
  long oldest() {
    return oldest;
  }
}
