package io.github.customerio4j.spark;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A range of creation times.
 *
 * @param since the oldest, inclusive; null for all
 * @param until the newest, exclusive; null for all
 */
record TimeRange(@Nullable Instant since, @Nullable Instant until) implements Serializable {
  private static final long serialVersionUID = 1;

  /** All times. */
  static final TimeRange ALL = new TimeRange(null, null);

  /** The times that are in both. */
  TimeRange and(TimeRange other) {
    return new TimeRange(later(since, other.since), earlier(until, other.until));
  }

  boolean isEmpty() {
    return since != null && until != null && !since.isBefore(until);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  @Override
  public String toString() {
    return "[" + (since == null ? "" : since) + ", " + (until == null ? "" : until) + ")";
  }
}
