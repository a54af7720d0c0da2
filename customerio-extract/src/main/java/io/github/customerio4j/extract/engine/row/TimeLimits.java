package io.github.customerio4j.extract.engine.row;

import java.util.OptionalLong;

/** The seconds that a slice brings: its window, or the rest of it once the window was split. */
public final class TimeLimits {
  private final long windowStart;
  private final long windowEnd;
  private long keepFrom = Long.MIN_VALUE;
  private long keepTo = Long.MAX_VALUE;

  public TimeLimits(RecordShape shape) {
    this.windowStart = shape.windowStart().orElse(Long.MIN_VALUE);
    this.windowEnd = shape.windowEnd().orElse(Long.MAX_VALUE);
  }

  public void keep(long from, long to) {
    keepFrom = from;
    keepTo = to;
  }

  /** Keeps the same seconds as others. */
  public void keepAs(TimeLimits others) {
    keep(others.keepFrom, others.keepTo);
  }

  public boolean isNarrowed() {
    return keepFrom != Long.MIN_VALUE || keepTo != Long.MAX_VALUE;
  }

  public OptionalLong firstSecond() {
    long first = first();
    return first == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(first);
  }

  public OptionalLong lastSecond() {
    long last = last();
    return last == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(last);
  }

  /**
   * The flags of a row of that second. The API does not document whether a window includes its
   * bounds. Windows overlap by a second, so a record within a second of a border may come from both
   * windows.
   */
  public int flags(long second) {
    return (second <= first() + 1 ? RowFlags.AT_START : 0)
        | (second >= last() - 1 ? RowFlags.AT_END : 0)
        | (second < keepFrom || second > keepTo ? RowFlags.BEYOND : 0);
  }

  private long first() {
    return Math.max(keepFrom, windowStart);
  }

  private long last() {
    return Math.min(keepTo, windowEnd);
  }
}
