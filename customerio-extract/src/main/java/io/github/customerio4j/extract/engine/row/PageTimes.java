package io.github.customerio4j.extract.engine.row;

import java.io.IOException;
import java.util.Arrays;
import okio.Buffer;

/** The times of the records of a page, and whether the records are in the order of those times. */
public final class PageTimes {
  private long newest = Long.MIN_VALUE;
  private long oldest = Long.MAX_VALUE;
  private boolean isNewestFirst = true;
  private boolean isOldestFirst = true;
  private boolean hasUnknown;
  private int steps;
  private long[] sample = {};
  private int sampled;

  public PageTimes() {}

  /** From now on remembers the times of each page, at most that many. */
  public void keepSample(int most) {
    sample = new long[most];
    sampled = 0;
  }

  /** The times that were remembered of the page, in its order. */
  public long[] sample() {
    return Arrays.copyOf(sample, sampled);
  }

  public void save(Buffer to) {
    to.writeLong(newest).writeLong(oldest);
    to.writeByte((isNewestFirst ? 1 : 0) | (isOldestFirst ? 2 : 0)).writeInt(steps);
  }

  public static PageTimes restored(Buffer from) throws IOException {
    PageTimes times = new PageTimes();
    times.newest = from.readLong();
    times.oldest = from.readLong();
    int order = from.readByte();
    times.isNewestFirst = (order & 1) != 0;
    times.isOldestFirst = (order & 2) != 0;
    times.steps = from.readInt();
    return times;
  }

  public void clear() {
    newest = Long.MIN_VALUE;
    oldest = Long.MAX_VALUE;
    isNewestFirst = true;
    isOldestFirst = true;
    hasUnknown = false;
    steps = 0;
    sampled = 0;
  }

  public void add(long seconds) {
    if (sampled < sample.length) {
      sample[sampled++] = seconds;
    }
    if (newest >= oldest && (seconds < oldest || seconds > newest)) {
      steps++;
    }
    isNewestFirst &= seconds <= oldest;
    isOldestFirst &= seconds >= newest;
    oldest = Math.min(oldest, seconds);
    newest = Math.max(newest, seconds);
  }

  /** Counts a record whose time is missing or unreadable, so that the order is unknown. */
  public void addUnknown() {
    hasUnknown = true;
    isNewestFirst = false;
    isOldestFirst = false;
  }

  /** The newest record's time, Unix seconds; {@link Long#MIN_VALUE} for a page without records. */
  public long newest() {
    return newest;
  }

  /** The oldest record's time, Unix seconds; {@link Long#MAX_VALUE} for a page without records. */
  public long oldest() {
    return oldest;
  }

  /** Whether the time of some record is missing or unreadable. */
  public boolean hasUnknown() {
    return hasUnknown;
  }

  /** How often the time changed from one record to the next. */
  public int steps() {
    return steps;
  }

  /** Whether no record is newer than the one before it. */
  public boolean isNewestFirst() {
    return isNewestFirst;
  }

  /** Whether no record is older than the one before it. */
  public boolean isOldestFirst() {
    return isOldestFirst;
  }
}
