package io.github.customerio4j.extract.engine.source.window;

import java.io.IOException;

/** Estimates the pages of a window from a few of them, because the API does not count records. */
public final class WindowEstimate {
  /** Records come in bursts, so one page tells little of the others. */
  private static final int SAMPLES = 4;

  private final Sampling sampling;
  private long requests;

  /** Reads the first page of a window. */
  @FunctionalInterface
  public interface Sampling {
    Sample firstPage(Window window) throws IOException;
  }

  /**
   * What a page tells.
   *
   * @param records the number of its records
   * @param seconds the time between its oldest record and its newest one
   * @param isLast whether the window has no more pages
   */
  public record Sample(int records, long seconds, boolean isLast) {}

  public WindowEstimate(Sampling sampling) {
    this.sampling = sampling;
  }

  /** How many requests the estimates took. */
  public long requests() {
    return requests;
  }

  /** The likely number of pages of a window, at least 1. */
  public long pages(Window window) throws IOException {
    Sample first = sample(window);
    if (first.isLast()) {
      return 1;
    }
    double pages = 0;
    for (int i = 0; i < SAMPLES; i++) {
      Window piece = new Window(window.index(), border(window, i), border(window, i + 1));
      pages += pages(piece, sample(piece), Math.max(1, first.records()));
    }
    // There is a second page.
    return Math.max(2, (long) Math.ceil(pages));
  }

  private Sample sample(Window window) throws IOException {
    requests++;
    return sampling.firstPage(window);
  }

  private static long border(Window window, int piece) {
    return window.start() + (window.end() - window.start()) * piece / SAMPLES;
  }

  private static double pages(Window piece, Sample page, int fullPage) {
    if (page.isLast() || page.records() < 2) {
      return (double) page.records() / fullPage;
    }
    // The time up to the first record of the next page counts, too.
    double seconds = (double) page.seconds() * page.records() / (page.records() - 1);
    return Math.max(1, (piece.end() - piece.start()) / Math.max(1, seconds));
  }
}
