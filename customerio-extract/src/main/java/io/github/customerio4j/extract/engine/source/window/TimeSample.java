package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.client.paging.TimeWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The times of one page of a window whose records come in no order of time: where in the window its
 * records are, as far as a page can tell.
 */
final class TimeSample {
  /** The fewest seconds of a cell: its two borders, with a second around each, stay apart. */
  static final long SHORTEST_CELL = 10;

  /** So many times of a page tell how many records a piece of the window has. */
  private static final double ENOUGH = 8;

  private static final double SMALLEST_SHARE = 1 / 40.0;
  private static final double LARGEST_SHARE = 0.5;

  /** Borders move by up to this part of a cell, to where there are few records. */
  private static final int PARTS_OF_A_CELL = 8;

  private final TimeWindow window;
  private final long[] times;

  /**
   * A piece of a window.
   *
   * @param share the likely part of the window's records that it holds
   */
  record Piece(TimeWindow window, double share) {}

  /**
   * A sample.
   *
   * @param times the times of the records, in any order; at least one
   */
  TimeSample(TimeWindow window, long[] times) {
    this.window = window;
    this.times = times.clone();
    Arrays.sort(this.times);
  }

  /** The second before which about that share of the records was created. */
  private double second(double share) {
    double place = share * times.length - 0.5;
    int before = (int) Math.floor(place);
    double low = before < 0 ? window.start() : times[before];
    double high = before + 1 >= times.length ? window.end() : times[before + 1];
    return low + (high - low) * (place - before);
  }

  /** A small piece that the sample knows well, far from seconds that have many records. */
  Piece piece() {
    double share = Math.min(LARGEST_SHARE, Math.max(SMALLEST_SHARE, ENOUGH / times.length));
    int count = (int) Math.floor(1 / share);
    Piece best = pieceAt(count / 2, share);
    for (int i = 0; i < count; i++) {
      Piece other = pieceAt(i, share);
      if (Math.abs(other.share() - share) < Math.abs(best.share() - share)) {
        best = other;
      }
    }
    return best;
  }

  private Piece pieceAt(int number, double share) {
    long from = clamped((long) second(number * share), window.end() - 1);
    long to = clamped((long) second((number + 1) * share), window.end());
    TimeWindow piece = new TimeWindow(window.index(), from, Math.max(to, from + 1));
    double sampled = count(piece.startTs(), piece.endTs());
    return new Piece(piece, Math.max(1, sampled) / times.length);
  }

  private long clamped(long second, long most) {
    return Math.max(window.start(), Math.min(most, second));
  }

  /** The number of times between these seconds, both included. */
  private long count(long first, long last) {
    return Arrays.stream(times).filter(time -> time >= first && time <= last).count();
  }

  /**
   * Cuts the window into cells with about as many records each, newest first; into fewer where its
   * records are close together.
   */
  List<TimeWindow> cut(int wanted) {
    List<TimeWindow> cells = new ArrayList<>();
    long start = window.start();
    for (int i = 1; i < wanted; i++) {
      long border = border((double) i / wanted, 1.0 / wanted / PARTS_OF_A_CELL);
      if (border - start >= SHORTEST_CELL && window.end() - border >= SHORTEST_CELL) {
        cells.add(new TimeWindow(window.index(), start, border));
        start = border;
      }
    }
    cells.add(new TimeWindow(window.index(), start, window.end()));
    Collections.reverse(cells);
    return cells;
  }

  /**
   * The middle of the longest time without a record near that share, because both sides read it.
   */
  private long border(double share, double tolerance) {
    int from = (int) Math.max(1, Math.ceil((share - tolerance) * times.length));
    int to = (int) Math.min(times.length - 1, Math.floor((share + tolerance) * times.length));
    int best = -1;
    for (int i = from; i <= to; i++) {
      if (best < 0 || times[i] - times[i - 1] > times[best] - times[best - 1]) {
        best = i;
      }
    }
    return best < 0 ? (long) second(share) : times[best - 1] + (times[best] - times[best - 1]) / 2;
  }
}
