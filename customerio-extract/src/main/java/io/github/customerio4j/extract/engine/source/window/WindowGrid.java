package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.extract.config.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows of at most 25 weeks on a fixed grid. The API cuts anything longer than six months
 * silently to the six months before the query's end; 25 weeks are within every reading of "six
 * months". The grid is fixed in time, not hung on the run's start, so that the same messages stand
 * in the same order whenever the run happens.
 */
public final class WindowGrid {
  private static final long ORIGIN = History.EARLIEST.getEpochSecond();

  private static final long LENGTH = Duration.ofDays(175).toSeconds();

  private WindowGrid() {}

  /**
   * The windows that cover a span, oldest first. Neighbours share a second.
   *
   * @param from the span's first second, Unix time
   * @param to the span's last second, Unix time; not before {@code from}
   */
  public static List<Window> covering(long from, long to) {
    List<Window> windows = new ArrayList<>();
    long start = from;
    do {
      long index = Math.floorDiv(start - ORIGIN, LENGTH);
      long end = Math.min(to, ORIGIN + (index + 1) * LENGTH);
      windows.add(new Window(index, start, end));
      start = end;
    } while (start < to);
    return windows;
  }
}
