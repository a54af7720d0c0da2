package io.github.customerio4j.extract.engine.page;

import io.github.customerio4j.extract.engine.row.PageTimes;

/** The order of time in which the pages of a chain have come so far. */
public final class TimeOrder {

  /** An order; NONE while all times are equal. */
  public enum Direction {
    OPEN,
    NEWEST_FIRST,
    OLDEST_FIRST,
    NONE
  }

  /** This many times are in one order by chance in one of 180,000 lists. */
  private static final int ENOUGH_STEPS = 8;

  private int steps;
  private long newest = Long.MIN_VALUE;
  private long oldest = Long.MAX_VALUE;
  private boolean canBeNewestFirst = true;
  private boolean canBeOldestFirst = true;

  /** Adds the next page of the chain. */
  void add(PageTimes page) {
    canBeNewestFirst &= page.isNewestFirst() && page.newest() <= oldest;
    canBeOldestFirst &= page.isOldestFirst() && page.oldest() >= newest;
    boolean goesOn = page.newest() < oldest || page.oldest() > newest;
    steps += page.steps() + (newest >= oldest && page.newest() >= page.oldest() && goesOn ? 1 : 0);
    newest = Math.max(newest, page.newest());
    oldest = Math.min(oldest, page.oldest());
  }

  public Direction direction() {
    if (canBeNewestFirst) {
      return canBeOldestFirst ? Direction.OPEN : Direction.NEWEST_FIRST;
    }
    return canBeOldestFirst ? Direction.OLDEST_FIRST : Direction.NONE;
  }

  /** Whether enough records came in one order to rule out chance. */
  public boolean isEvident() {
    return steps >= ENOUGH_STEPS
        && (direction() == Direction.NEWEST_FIRST || direction() == Direction.OLDEST_FIRST);
  }

  /** Whether the chain may still turn out to come in that direction. */
  public boolean allows(Direction direction) {
    return switch (direction) {
      case NEWEST_FIRST -> canBeNewestFirst;
      case OLDEST_FIRST -> canBeOldestFirst;
      case OPEN -> canBeNewestFirst || canBeOldestFirst;
      case NONE -> true;
    };
  }

  /** The newest time so far, Unix seconds; {@link Long#MIN_VALUE} before the first record. */
  public long newest() {
    return newest;
  }

  /** The oldest time so far, Unix seconds; {@link Long#MAX_VALUE} before the first record. */
  public long oldest() {
    return oldest;
  }
}
