package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.client.paging.TimeWindow;
import io.github.customerio4j.extract.engine.page.PageChain;
import io.github.customerio4j.extract.engine.page.TimeOrder;
import io.github.customerio4j.extract.engine.page.TimeOrder.Direction;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One chain of a window: the time that it was begun for, and what it keeps of that after it has
 * handed the farther part over to others. The window's reader guards it.
 */
final class WindowChain {
  /** How many pages to expect at most for each that was read. */
  private static final double LARGEST_GUESS = 8;

  /** The order of a chain that has not started. */
  private static final TimeOrder UNKNOWN = new TimeOrder();

  private final int number;
  private final TimeWindow asked;

  /** The chains that this one handed over to, nearest first. */
  private final List<WindowChain> followers = new ArrayList<>();

  /** What was asked without what was handed over. */
  private TimeWindow kept;

  private boolean isNarrowed;

  /** It has read up to the next chain, and could continue. */
  private boolean isPaused;

  private @Nullable PageChain chain;

  WindowChain(int number, TimeWindow asked) {
    this.number = number;
    this.asked = asked;
    this.kept = asked;
  }

  TimeWindow asked() {
    return asked;
  }

  List<WindowChain> followers() {
    return followers;
  }

  /** Sets what an interrupted run had left to it. */
  void restore(TimeWindow restored) {
    kept = restored;
    isNarrowed = !restored.equals(asked);
  }

  boolean isOpen() {
    return chain != null;
  }

  /** The chain, begun if it was not. */
  PageChain open(WindowChains chains) {
    PageChain current = chain;
    if (current == null) {
      current = chains.begin(number, asked);
      chain = current;
      keep();
    }
    return current;
  }

  /**
   * Whether it has no page left, or none before those of the next chain; then it is paused.
   *
   * @param isInOrder whether other chains read what it does not
   */
  boolean isReadToItsEnd(boolean isInOrder) {
    PageChain current = chain;
    if (current == null) {
      return false;
    }
    isPaused = !current.isRead() && isInOrder && isPastEnd();
    return current.isRead() || isPaused;
  }

  void pause() {
    isPaused = true;
  }

  /** Ends the pause; false if there was none. */
  boolean resume() {
    boolean wasPaused = isPaused;
    isPaused = false;
    return wasPaused;
  }

  TimeOrder order() {
    return chain == null ? UNKNOWN : chain.order();
  }

  /** The number of the records read, repeated ones included. */
  int records() {
    return chain == null ? 0 : (int) chain.part().records();
  }

  /** The number of the records of the page read last. */
  int recordsOfLastPage() {
    return chain == null ? 0 : chain.recordsOfLastPage();
  }

  long pagesRead() {
    return chain == null ? 0 : chain.pagesRead();
  }

  /** About half of the page that crossed a border belongs to the next chain. */
  double fillOfLastPage(int full) {
    return isPaused ? 0.5 : (double) recordsOfLastPage() / full;
  }

  /**
   * The same density of pages for the time left as for the time read. A few pages tell little,
   * because messages are sent in bursts.
   */
  double pagesLeft() {
    double read = order().newest() - order().oldest();
    if (chain == null || read <= 0) {
      return 0;
    }
    double likely = chain.pagesRead() * spanLeft() / read;
    return Math.min(likely, chain.pagesRead() * LARGEST_GUESS);
  }

  long spanLeft() {
    return order().direction() == Direction.OLDEST_FIRST
        ? kept.end() - order().newest()
        : order().oldest() - kept.start();
  }

  /**
   * Adds what is left to the forecast.
   *
   * @param withFollowers whether the chains that it handed over to are needed
   */
  void addTo(PageForecast forecast, boolean withFollowers) {
    boolean isRead = chain != null && (chain.isRead() || isPaused);
    if (isRead || chain == null || order().newest() < order().oldest()) {
      forecast.add(order(), pagesRead(), isRead ? 0 : kept.end() - kept.start());
    } else {
      forecast.add(order(), pagesRead(), spanLeft());
    }
    if (withFollowers) {
      followers.forEach(follower -> follower.addTo(forecast, true));
    }
  }

  boolean isPastEnd() {
    return isNarrowed
        && (order().direction() == Direction.OLDEST_FIRST
            ? order().newest() > kept.end()
            : order().oldest() < kept.start());
  }

  /**
   * Divides the time left, keeps the nearest piece, and returns the others as new chains.
   *
   * @param firstNumber the number of the first new chain
   * @param count how many new chains
   * @param piece the seconds of each
   */
  List<WindowChain> handOver(int firstNumber, int count, long piece) {
    boolean goesBack = order().direction() == Direction.NEWEST_FIRST;
    long far = goesBack ? kept.start() : kept.end();
    long near = goesBack ? order().oldest() : order().newest();
    long step = goesBack ? -piece : piece;
    List<WindowChain> added = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      long from = near + step * i;
      long to = i == count ? far : from + step;
      TimeWindow stretch = new TimeWindow(kept.index(), Math.min(from, to), Math.max(from, to));
      added.add(new WindowChain(firstNumber + i - 1, stretch));
    }
    followers.addAll(0, added);
    isNarrowed = true;
    long second = near + step;
    kept =
        goesBack
            ? new TimeWindow(kept.index(), second, kept.end())
            : new TimeWindow(kept.index(), kept.start(), second);
    keep();
    return added;
  }

  /** Excludes the records that other chains bring from the part. */
  private void keep() {
    if (chain != null && isNarrowed) {
      boolean isCutAtStart = kept.start() != asked.start();
      boolean isCutAtEnd = kept.end() != asked.end();
      chain
          .part()
          .keep(
              isCutAtStart ? kept.start() : Long.MIN_VALUE,
              isCutAtEnd ? kept.end() : Long.MAX_VALUE);
    }
  }

  /** Takes back what it handed over. */
  void widen() {
    isNarrowed = false;
    kept = asked;
    if (chain != null) {
      chain.part().keepAll();
    }
  }

  void addPart(List<SliceSpool> parts) {
    if (chain != null) {
      parts.add(chain.part());
    }
  }

  /** Adds its part, and those of the chains that it handed over to. */
  void addAllParts(List<SliceSpool> parts) {
    addPart(parts);
    followers.forEach(follower -> follower.addAllParts(parts));
  }

  void addSplits(List<WindowSplits.Split> splits) {
    splits.add(new WindowSplits.Split(number, asked, kept));
    followers.forEach(follower -> follower.addSplits(splits));
  }

  void close() throws IOException {
    if (chain != null) {
      chain.close();
    }
  }
}
