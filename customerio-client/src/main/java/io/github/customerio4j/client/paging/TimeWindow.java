package io.github.customerio4j.client.paging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A span of time that one query of deliveries may ask for. The API silently cuts a longer query to
 * the six months before its end.
 *
 * @param index the window's place on the grid of {@link #covering}: the same span has the same in
 *     every run
 * @param start its first second, Unix time
 * @param end its last second, Unix time; the next window starts with it
 */
public record TimeWindow(long index, long start, long end) {
  /** No workspace is older. */
  public static final Instant EARLIEST = Instant.parse("2012-01-01T00:00:00Z");

  private static final long ORIGIN = EARLIEST.getEpochSecond();

  /** 25 weeks, which fit every reading of "six months". */
  private static final long LENGTH = Duration.ofDays(175).toSeconds();

  /**
   * Windows of at most 25 weeks that cover a span, oldest first. Neighbors share a second. The
   * windows lie on a fixed grid, so the same records come in the same order in every run.
   *
   * @param from the span's first second, Unix time
   * @param to the span's last second, Unix time; not before {@code from}
   */
  public static List<TimeWindow> covering(long from, long to) {
    List<TimeWindow> windows = new ArrayList<>();
    long start = from;
    do {
      long index = Math.floorDiv(start - ORIGIN, LENGTH);
      long end = Math.min(to, ORIGIN + (index + 1) * LENGTH);
      windows.add(new TimeWindow(index, start, end));
      start = end;
    } while (start < to);
    return windows;
  }

  /**
   * The {@code start_ts} to send: a second before the start, because the API may exclude the bounds
   * themselves.
   */
  public long startTs() {
    return Math.max(0, start - 1);
  }

  /** The {@code end_ts} to send. */
  public long endTs() {
    return end;
  }

  /** Adds {@code start_ts} and {@code end_ts} to a request. */
  public void addTo(PageRequest.Builder request) {
    request
        .putQuery("start_ts", String.valueOf(startTs()))
        .putQuery("end_ts", String.valueOf(endTs()));
  }

  /**
   * Whether a time belongs to this window and to no neighbor: the start does, the end does not. A
   * query of the window may bring records on both sides of its borders.
   */
  public boolean owns(Instant time) {
    long second = time.getEpochSecond();
    return second >= start && second < end;
  }

  /** Its times as ISO 8601 writes an interval, for people. */
  public String interval() {
    return Instant.ofEpochSecond(start) + "/" + Instant.ofEpochSecond(end);
  }
}
