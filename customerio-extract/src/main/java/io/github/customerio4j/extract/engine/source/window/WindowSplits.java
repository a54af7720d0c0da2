package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.client.paging.TimeWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * How a window is split, as text for the journal: how it is read, then its splits in the order of
 * the rows.
 *
 * @param splits the splits; number 0 is the first chain, which reads no cells
 */
record WindowSplits(Reading reading, List<Split> splits) {

  /** How a window is read. */
  enum Reading {
    /** By chains whose pages come in the order of time. */
    IN_ORDER("false"),
    /** By its first chain alone, because its pages come in no order. */
    WHOLE("true"),
    /** By a chain for each cell, because its pages come in no order and are many. */
    CELLS("cells");

    private final String text;

    Reading(String text) {
      this.text = text;
    }

    private static Reading parse(String text) {
      for (Reading reading : values()) {
        if (reading.text.equals(text)) {
          return reading;
        }
      }
      throw new IllegalArgumentException("Cannot resume a window that is read by " + text + ".");
    }
  }

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
    return new WindowSplits(Reading.parse(lines[0]), splits);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(reading.text);
    for (Split split : splits) {
      text.append('\n').append(split.number()).append(' ').append(split.asked().index());
      for (TimeWindow window : List.of(split.asked(), split.kept())) {
        text.append(' ').append(window.start()).append(' ').append(window.end());
      }
    }
    return text.toString();
  }
}
