package io.github.customerio4j.spark.limit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Divides the permits of a workspace by demand. Nobody gets more than it wants while others lack
 * permits, and those that lack some get equally many. What cannot be divided stays where it is. If
 * there are fewer permits than executors, each has its turn.
 */
final class Division {
  private final int permits;
  private final long turn;
  private final long now;

  /**
   * @param turn how long an executor keeps a permit for which another one waits
   */
  Division(int permits, long turn, long now) {
    this.permits = permits;
    this.turn = turn;
    this.now = now;
  }

  /** The permits that this executor should have. */
  int partOf(Holding mine, Collection<Holding> all) {
    List<Holding> wanting = new ArrayList<>();
    for (Holding each : all) {
      if (each.wants(now)) {
        wanting.add(each);
      }
    }
    if (!mine.wants(now)) {
      return 0;
    }
    if (wanting.size() == 1) {
      return permits;
    }
    int level = 0;
    while (level < permits && sum(wanting, level + 1) <= permits) {
      level++;
    }
    return Math.min(mine.wanted(), level) + oneMore(mine, wanting, level);
  }

  private static int sum(List<Holding> wanting, int level) {
    int sum = 0;
    for (Holding each : wanting) {
      sum += Math.min(each.wanted(), level);
    }
    return sum;
  }

  /** One of the permits that are too few for all. */
  private int oneMore(Holding mine, List<Holding> wanting, int level) {
    int left = permits - sum(wanting, level);
    if (mine.wanted() <= level || left == 0) {
      return 0;
    }
    List<Holding> more = new ArrayList<>(wanting);
    more.removeIf(each -> each.wanted() <= level);
    more.sort(
        Comparator.comparing((Holding each) -> place(each, level))
            .thenComparingLong(
                each -> place(each, level) == Place.HAD_ITS_TURN ? -each.since() : each.since())
            .thenComparing(Holding::executor));
    return more.indexOf(mine) < left ? 1 : 0;
  }

  private enum Place {
    HAS_ITS_TURN,
    WAITS,
    HAD_ITS_TURN
  }

  private Place place(Holding each, int level) {
    if (each.granted() <= level) {
      return Place.WAITS;
    }
    boolean isOver = level == 0 && now - each.since() >= turn;
    return isOver ? Place.HAD_ITS_TURN : Place.HAS_ITS_TURN;
  }
}
