package io.github.customerio4j.extract.engine.source.window;

import java.util.ArrayList;
import java.util.List;

/**
 * How a window is cut, as text for the journal: whether its order has failed, then its legs in the
 * order of one walk.
 *
 * @param isUnordered whether the first leg reads it all
 * @param legs the legs; the one with number 0 is first
 */
record WindowSplits(boolean isUnordered, List<Leg> legs) {

  /**
   * One chain.
   *
   * @param number what names it within the window
   * @param asked the stretch that its requests ask for
   * @param kept what it keeps of that; the rest is another leg's
   */
  record Leg(int number, Window asked, Window kept) {}

  /** Reads what {@link #toString} wrote. */
  static WindowSplits parse(String text) {
    String[] lines = text.split("\n", -1);
    List<Leg> legs = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      String[] leg = lines[i].split(" ", -1);
      long index = Long.parseLong(leg[1]);
      legs.add(
          new Leg(
              Integer.parseInt(leg[0]),
              new Window(index, Long.parseLong(leg[2]), Long.parseLong(leg[3])),
              new Window(index, Long.parseLong(leg[4]), Long.parseLong(leg[5]))));
    }
    return new WindowSplits(Boolean.parseBoolean(lines[0]), legs);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(isUnordered);
    for (Leg leg : legs) {
      text.append('\n').append(leg.number()).append(' ').append(leg.asked().index());
      for (Window window : List.of(leg.asked(), leg.kept())) {
        text.append(' ').append(window.start()).append(' ').append(window.end());
      }
    }
    return text.toString();
  }
}
