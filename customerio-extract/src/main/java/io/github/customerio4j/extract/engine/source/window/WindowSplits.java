package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.client.paging.TimeWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * How a window is split, as text for the journal: whether its order has failed, then its splits in
 * the order of one chain.
 *
 * @param isUnordered whether the first split reads everything
 * @param splits the splits; number 0 is first
 */
record WindowSplits(boolean isUnordered, List<Split> splits) {

  /**
   * One split.
   *
   * @param number its name within the window
   * @param asked the span that its requests ask for
   * @param kept the span whose records it keeps; other splits bring the rest
   */
  record Split(int number, TimeWindow asked, TimeWindow kept) {}

  /** Reads what {@link #toString} wrote. */
  static WindowSplits parse(String text) {
    String[] lines = text.split("\n", -1);
    List<Split> splits = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      String[] split = lines[i].split(" ", -1);
      long index = Long.parseLong(split[1]);
      splits.add(
          new Split(
              Integer.parseInt(split[0]),
              new TimeWindow(index, Long.parseLong(split[2]), Long.parseLong(split[3])),
              new TimeWindow(index, Long.parseLong(split[4]), Long.parseLong(split[5]))));
    }
    return new WindowSplits(Boolean.parseBoolean(lines[0]), splits);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(isUnordered);
    for (Split split : splits) {
      text.append('\n').append(split.number()).append(' ').append(split.asked().index());
      for (TimeWindow window : List.of(split.asked(), split.kept())) {
        text.append(' ').append(window.start()).append(' ').append(window.end());
      }
    }
    return text.toString();
  }
}
