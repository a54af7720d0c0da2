package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.extract.config.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows of at most 25 weeks on a fixed grid. The API silently cuts a longer query to the six
 * months before its end; 25 weeks fit every reading of "six months". The grid does not depend on
 * the start of the run, so that the same messages come in the same order in every run.
 */
public final class WindowGrid {
  private static final long ORIGIN = History.EARLIEST.getEpochSecond();

  private static final long LENGTH = Duration.ofDays(175).toSeconds();

  private WindowGrid() {}

  /**
   * The windows that cover a span, oldest first. Neighbors share a second.
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
