package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.client.paging.TimeWindow;
import io.github.customerio4j.extract.engine.page.PageChain;
import io.github.customerio4j.extract.engine.run.Slice;
import java.io.IOException;
import java.util.Optional;

/** The chains of a {@link WindowReader}, and the memory of its splits. */
public interface WindowChains {
  /** What is read, for the log; the window's times are added to it. */
  String name();

  /**
   * Starts a chain and its part for a span of the window, or continues those of an interrupted run.
   */
  PageChain begin(int split, TimeWindow stretch);

  /**
   * Reads the first page that has records, without keeping them.
   *
   * @throws IOException if it cannot be read
   */
  FirstPage firstPage(TimeWindow stretch) throws IOException;

  /** The first page of a span. */
  final class FirstPage {
    private final long[] times;
    private final int records;
    private final boolean isLast;

    /**
     * A page.
     *
     * @param times the times of its records, in its order, without those that have none
     * @param records the number of its records
     * @param isLast whether the span has no more pages
     */
    public FirstPage(long[] times, int records, boolean isLast) {
      this.times = times.clone();
      this.records = records;
      this.isLast = isLast;
    }

    /** The times of its records. */
    public long[] times() {
      return times.clone();
    }

    /** The number of its records. */
    public int records() {
      return records;
    }

    /** Whether the span has no more pages. */
    public boolean isLast() {
      return isLast;
    }
  }

  /** What the newest window of the list tells. */
  ListPace pace();

  /** Whether this is the newest window of the list. */
  boolean isNewest();

  /** How urgent the first page of a window is. */
  default double beforeFirstPage(TimeWindow window) {
    return isNewest()
        ? Slice.FIRST
        : pace()
            .records(window.end() - window.start())
            .map(WindowChains::urgency)
            .orElse(Slice.LAST);
  }

  private static double urgency(double records) {
    return Slice.UNCUTTABLE + records / 1000;
  }

  /** Called after each page with the expected number of pages left. */
  default void expects(double pages) {}

  /** Remembers how the window is split. */
  void note(String count);

  /** How an interrupted run had split the window, if it had. */
  Optional<String> noted();
}
