package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.client.paging.PageRequest.Priority;
import io.github.customerio4j.client.paging.TimeWindow;
import io.github.customerio4j.extract.engine.page.PageChain;
import io.github.customerio4j.extract.engine.page.TimeOrder.Direction;
import io.github.customerio4j.extract.engine.row.PageTimes;
import io.github.customerio4j.extract.engine.run.Slice;
import io.github.customerio4j.extract.engine.run.SliceScheduler;
import io.github.customerio4j.extract.engine.run.TableScope;
import io.github.customerio4j.extract.engine.source.window.WindowSplits.Reading;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One window of one list, read by as many chains as there is capacity for. It starts with one
 * chain. While its pages come in the order of time and the scheduler has capacity, a chain hands
 * the farther part of what it has left to new chains, and ends where they start.
 *
 * <p>If a page is out of order, the first chain continues to the end of the window, and the records
 * of the other chains are dropped: the first chain brings them as well.
 */
public final class WindowReader {
  /** The fewest seconds of a split: its two borders, with a second around each, stay apart. */
  private static final long SHORTEST_SPLIT = 10;

  /** How many times of the first page are remembered. */
  private static final int SAMPLE = 1000;

  private final TableScope scope;
  private final SplitBudget budget;
  private final WindowChains chains;
  private final SliceScheduler.Task onEnd;
  private final TimeWindow window;
  private final WindowChain first;
  private int open = 1;
  private int splitCount = 1;
  private int fullPage = 1;

  /** What was expected to be left after the last page. */
  private double forecastPages;

  private volatile Reading reading = Reading.IN_ORDER;

  /** Whether the first chain waits for what {@link UnorderedWindow} does. */
  private volatile boolean isLeftToCells;

  /** The pages of the whole window, once they were estimated. */
  private volatile double expectedPages;

  private final UnorderedWindow unordered;

  /**
   * A reader that has not started.
   *
   * @param window the time to read
   * @param chains starts a chain, and its part, for a span of the window
   * @param onEnd run when the window is read
   */
  public WindowReader(
      TableScope scope,
      SplitBudget budget,
      TimeWindow window,
      WindowChains chains,
      SliceScheduler.Task onEnd) {
    this.scope = scope;
    this.budget = budget;
    this.chains = chains;
    this.onEnd = onEnd;
    this.window = window;
    this.first = new WindowChain(0, window);
    this.unordered = new UnorderedWindow(scope, budget, chains, window, new Whole());
  }

  /** Starts, or continues where an interrupted run stopped. */
  public synchronized void begin() throws Exception {
    Optional<String> noted = chains.noted();
    if (noted.isPresent()) {
      WindowSplits known = WindowSplits.parse(noted.get());
      reading = known.reading();
      chains.pace().settle();
      if (reading == Reading.CELLS) {
        waitForCells();
        unordered.read(known.splits());
        return;
      }
      restore(known);
    }
    List<WindowChain> splits = new ArrayList<>(List.of(first));
    splits.addAll(first.followers());
    open = splits.size();
    for (WindowChain split : splits) {
      if (noted.isPresent()) {
        open(split);
      }
      if (hasEnded(split)) {
        end(split);
      } else {
        scope.submit(new Turns(split));
      }
    }
  }

  private void restore(WindowSplits count) {
    splitCount = count.splits().size();
    for (WindowSplits.Split known : count.splits()) {
      WindowChain split =
          known.number() == 0 ? first : new WindowChain(known.number(), known.asked());
      split.restore(known.kept());
      if (split != first) {
        first.followers().add(split);
      }
    }
  }

  private PageChain open(WindowChain split) {
    PageChain chain = split.open(chains);
    if (split == first && chain.pagesRead() == 0) {
      chain.part().times().keepSample(SAMPLE);
    }
    return chain;
  }

  /** Whether an interrupted run had read all of it that is needed. */
  private boolean hasEnded(WindowChain split) {
    return split.pagesRead() > 0
        && (split.isReadToItsEnd(reading == Reading.IN_ORDER) || !isNeeded(split));
  }

  /** The times of the first page; it is asked for again if an interrupted run had read it. */
  private Optional<TimeSample> sampleOfFirst() throws IOException {
    PageTimes page = open(first).part().times();
    long[] times = page.sample();
    page.keepSample(0);
    if (times.length == 0) {
      times = chains.firstPage(window).times();
    }
    return times.length == 0 ? Optional.empty() : Optional.of(new TimeSample(window, times));
  }

  private void note() {
    List<WindowSplits.Split> splits = new ArrayList<>();
    first.addSplits(splits);
    chains.note(new WindowSplits(reading, splits).toString());
  }

  /** The parts, in the order in which one chain would have read them. */
  public synchronized List<SliceSpool> parts() {
    List<SliceSpool> parts = new ArrayList<>();
    switch (reading) {
      case IN_ORDER -> first.addAllParts(parts);
      case WHOLE -> first.addPart(parts);
      case CELLS -> parts.addAll(unordered.parts());
    }
    return parts;
  }

  /** Whether one chain read it page after page, because its records are in no order of time. */
  public synchronized boolean isReadWhole() {
    return reading == Reading.WHOLE;
  }

  /** Whether it was read in cells of time, because its records are many and in no order of time. */
  public synchronized boolean isReadInCells() {
    return reading == Reading.CELLS;
  }

  private synchronized boolean isNeeded(WindowChain split) {
    return reading == Reading.IN_ORDER || split == first;
  }

  private synchronized boolean afterPage(WindowChain split, boolean hasMore) throws Exception {
    boolean continues = decide(split, hasMore);
    if (open > 0) {
      PageForecast forecast = new PageForecast();
      first.addTo(forecast, reading == Reading.IN_ORDER);
      chains.expects(forecast.pagesLeft());
      budget.expect(forecast.pagesLeft() - forecastPages);
      forecastPages = forecast.pagesLeft();
    }
    return continues;
  }

  private boolean decide(WindowChain split, boolean hasMore) throws Exception {
    fullPage = Math.max(fullPage, split.recordsOfLastPage());
    boolean isReadByOne = splitCount == 1 && !hasMore;
    boolean isBroken = reading == Reading.IN_ORDER && !isReadByOne && !isInOrder(split);
    if (isBroken && split == first && first.pagesRead() == 1) {
      Optional<TimeSample> sample = sampleOfFirst();
      if (sample.isPresent()) {
        waitForCells();
        unordered.begin(sample.get(), Math.max(1, first.records()), chains.isNewest());
        return false;
      }
    }
    if (isBroken) {
      leaveAllToFirst();
    }
    if (!hasMore || !isNeeded(split)) {
      return end(split);
    }
    if (reading == Reading.WHOLE) {
      return true;
    }
    if (split.isPastEnd()) {
      split.pause();
      return end(split);
    }
    splitUp(split);
    return true;
  }

  private boolean isInOrder(WindowChain split) {
    return split.order().direction() != Direction.NONE
        && split.order().allows(first.order().direction());
  }

  /** The first chain is not read on, unless it turns out to read everything. */
  private void waitForCells() {
    isLeftToCells = true;
    first.pause();
    open = 0;
  }

  /** The records are not in order, so the first chain reads everything. */
  private void leaveAllToFirst() {
    reading = Reading.WHOLE;
    first.widen();
    note();
    if (first.resume()) {
      open++;
      scope.submit(new Turns(first));
    }
  }

  private boolean end(WindowChain split) throws Exception {
    if (split != first) {
      budget.giveBack(split.fillOfLastPage(fullPage));
      split.close();
    }
    if (--open == 0) {
      budget.expect(-forecastPages);
      forecastPages = 0;
      first.close();
      onEnd.run();
    }
    return false;
  }

  /** Whether the order is certain, and the same as in the first chain. */
  private boolean isEvident(WindowChain split) {
    Direction direction = split.order().direction();
    return first.order().isEvident() && direction == first.order().direction();
  }

  private void splitUp(WindowChain split) {
    double left = split.pagesLeft();
    int useful = Math.max(scope.idle(), budget.chainsForLongest(left, scope.inFlight()) - 1);
    int wanted = Math.min(useful, (int) (left / budget.pagesWorthASplit()) - 1);
    long span = split.spanLeft();
    wanted = (int) Math.min(wanted, span / SHORTEST_SPLIT - 1);
    if (wanted < 1 || !isEvident(split)) {
      return;
    }
    int count = budget.take(wanted);
    if (count > 0) {
      List<WindowChain> followers = split.handOver(splitCount, count, span / (count + 1));
      splitCount += count;
      open += count;
      note();
      followers.forEach(follower -> scope.submit(new Turns(follower)));
    }
  }

  /** What happens to the window if its first page is in no order. */
  private final class Whole implements UnorderedWindow.Whole {
    @Override
    public void readByFirst(double pages) throws Exception {
      synchronized (WindowReader.this) {
        expectedPages = pages;
        leaveAllToFirst();
      }
    }

    @Override
    public void readByCells(List<WindowSplits.Split> cells) {
      synchronized (WindowReader.this) {
        reading = Reading.CELLS;
        chains.note(new WindowSplits(reading, cells).toString());
      }
    }

    @Override
    public void end() throws Exception {
      first.close();
      onEnd.run();
    }
  }

  /** The turns of one chain of the window. */
  private final class Turns implements Slice {
    private final WindowChain split;
    private boolean hasTurned;

    Turns(WindowChain split) {
      this.split = split;
    }

    @Override
    public boolean advance() throws Exception {
      if (!isNeeded(split)) {
        synchronized (WindowReader.this) {
          return end(split);
        }
      }
      PageChain current = open(split);
      boolean hasMore = !current.isRead();
      boolean isUndecided = split == first && !hasTurned && current.pagesRead() > 0;
      hasTurned = true;
      // What the newest window tells decides how urgent the others are.
      boolean isAwaited = split == first && chains.isNewest() && current.pagesRead() == 0;
      current.prioritize(isAwaited ? Priority.FIRST : Priority.NORMAL);
      if (hasMore && !(isUndecided && reading == Reading.IN_ORDER)) {
        hasMore = current.read();
        budget.pageRead();
      }
      boolean goesOn = afterPage(split, hasMore);
      if (chains.isNewest() && !isLeftToCells) {
        settlePace(current);
      }
      return goesOn;
    }

    private void settlePace(PageChain chain) throws Exception {
      if (chain.isRead() && split.order().direction() == Direction.NONE) {
        chains.pace().settle(split.records(), window.end() - window.start());
      } else {
        chains.pace().settle();
      }
    }

    @Override
    public String name() {
      return chains.name() + " " + split.asked().interval();
    }

    @Override
    public double remaining() {
      if (split == first && reading == Reading.WHOLE) {
        return UNCUTTABLE + UnorderedWindow.pagesLeft(expectedPages, split.pagesRead());
      }
      if (!split.isOpen()) {
        return split == first ? chains.beforeFirstPage(window) : LAST;
      }
      return 1 + split.pagesLeft();
    }
  }
}
