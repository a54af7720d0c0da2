package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.client.paging.TimeWindow;
import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Estimates the pages of a window from a few of them, because the API does not count records.
 * Records come in bursts, so the piece that seems to have the most pages is halved and sampled
 * again, as often as the number of requests allows.
 */
public final class WindowEstimate {
  private static final int MOST_SAMPLES = 17;
  private static final long SHORTEST_PIECE = 60;
  private static final double MOST_OF_BURST = 8;

  private final Sampling sampling;
  private long requests;

  /** Reads the first page of a window that has records. */
  @FunctionalInterface
  public interface Sampling {
    Sample firstPage(TimeWindow window) throws IOException;
  }

  /**
   * What a page tells.
   *
   * @param requests the number of requests that brought it
   * @param records the number of its records
   * @param seconds the time between its oldest record and its newest one
   * @param left the part of the window that it does not reach
   * @param isLast whether the window has no more pages
   */
  public record Sample(int requests, int records, long seconds, long left, boolean isLast) {}

  /** A piece of the window with its likely number of pages. */
  private record Piece(TimeWindow window, double pages, boolean isKnown, boolean isBurst) {
    boolean canBeHalved() {
      return !isKnown && window.end() - window.start() >= 2 * SHORTEST_PIECE;
    }

    /** A burst ends soon, so its pages tell nothing of the time around it. */
    double atLeast() {
      return isBurst ? Math.min(pages, MOST_OF_BURST) : pages;
    }
  }

  public WindowEstimate(Sampling sampling) {
    this.sampling = sampling;
  }

  /** How many requests the estimates took. */
  public long requests() {
    return requests;
  }

  /** The likely number of pages of a window, at least 1. */
  public long pages(TimeWindow window) throws IOException {
    Sample whole = sample(window);
    if (whole.isLast()) {
      return 1;
    }
    int fullPage = Math.max(1, whole.records());
    Queue<Piece> unknown = new PriorityQueue<>(Comparator.comparing(Piece::pages).reversed());
    unknown.add(piece(window, whole, fullPage));
    double pages = 0;
    for (int samples = 1; samples + 2 <= MOST_SAMPLES && !unknown.isEmpty(); ) {
      Piece largest = unknown.remove();
      if (!largest.canBeHalved()) {
        pages += largest.atLeast();
        continue;
      }
      TimeWindow cut = largest.window();
      long middle = cut.start() + (cut.end() - cut.start()) / 2;
      for (TimeWindow half :
          new TimeWindow[] {
            new TimeWindow(cut.index(), cut.start(), middle),
            new TimeWindow(cut.index(), middle, cut.end())
          }) {
        unknown.add(piece(half, sample(half), fullPage));
        samples++;
      }
    }
    pages += unknown.stream().mapToDouble(Piece::atLeast).sum();
    // There is a second page.
    return Math.max(2, Math.round(Math.ceil(pages)));
  }

  private Sample sample(TimeWindow window) throws IOException {
    Sample sample = sampling.firstPage(window);
    requests += sample.requests();
    return sample;
  }

  private static Piece piece(TimeWindow window, Sample page, int fullPage) {
    double pages =
        page.isLast()
            ? (double) page.records() / fullPage
            : 1 + (double) page.left() / Math.max(1, page.seconds());
    return new Piece(window, pages, page.isLast(), page.seconds() < SHORTEST_PIECE);
  }
}
