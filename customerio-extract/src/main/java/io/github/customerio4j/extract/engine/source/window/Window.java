package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.client.paging.PageRequest;
import java.time.Instant;

/**
 * A span of time that one query may ask for.
 *
 * @param index the window's place on the grid: the same span has the same in every run
 * @param start its first second, Unix time
 * @param end its last second, Unix time; the next window starts with it
 */
public record Window(long index, long start, long end) {
  /** Asks from a second earlier, because the API may exclude the bounds themselves. */
  public void addTo(PageRequest.Builder request) {
    request
        .putQuery("start_ts", String.valueOf(Math.max(0, start - 1)))
        .putQuery("end_ts", String.valueOf(end));
  }

  /** Its times as ISO 8601 writes an interval, for people. */
  public String interval() {
    return Instant.ofEpochSecond(start) + "/" + Instant.ofEpochSecond(end);
  }
}
