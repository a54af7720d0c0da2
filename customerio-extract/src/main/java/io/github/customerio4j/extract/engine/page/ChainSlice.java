package io.github.customerio4j.extract.engine.page;

import io.github.customerio4j.extract.engine.row.PageTimes;
import io.github.customerio4j.extract.engine.run.Slice;
import io.github.customerio4j.extract.engine.run.SliceScheduler;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A cursor chain as one slice. It is read to its end, or to the first page whose times are old
 * enough.
 */
public final class ChainSlice implements Slice {
  /** A chain that can be split, or whose length is known, never counts as longer. */
  private static final double UNKNOWN_LENGTH = 1e12;

  private final String name;
  private final PageChain chain;
  private final Supplier<Predicate<PageTimes>> criterion;
  private final SliceScheduler.Task onEnd;
  private Predicate<PageTimes> isEnough;
  private boolean isRestored;
  private boolean hadEnough;

  /**
   * A slice that may end early.
   *
   * @param name what it is called in a log
   * @param chain what to read
   * @param criterion makes what looks at the times of every page and ends the reading early; it is
   *     made again if the list is read again from its start
   * @param onEnd run once the chain is read
   */
  public ChainSlice(
      String name,
      PageChain chain,
      Supplier<Predicate<PageTimes>> criterion,
      SliceScheduler.Task onEnd) {
    this.name = name;
    this.chain = chain;
    this.criterion = criterion;
    this.isEnough = criterion.get();
    this.onEnd = onEnd;
  }

  @Override
  public boolean advance() throws Exception {
    if (!isRestored) {
      isRestored = true;
      for (PageTimes times : chain.formerTimes()) {
        hadEnough |= isEnough.test(times);
      }
    }
    int restarts = chain.restarts();
    boolean goesOn = !hadEnough && !chain.isRead() && chain.read();
    if (chain.restarts() > restarts) {
      isEnough = criterion.get();
    }
    if (goesOn && !isEnough.test(chain.times())) {
      return true;
    }
    chain.close();
    onEnd.run();
    return false;
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * The length of such a chain is unknown. All of them reach back to about the same day, so the
   * chain whose pages span the least time has the most pages left.
   */
  @Override
  public double remaining() {
    if (chain.pagesRead() == 0) {
      return FIRST;
    }
    TimeOrder order = chain.order();
    double span = order.newest() > order.oldest() ? order.newest() - order.oldest() : 1;
    return UNKNOWN_LENGTH + UNKNOWN_LENGTH * chain.pagesRead() / span;
  }
}
