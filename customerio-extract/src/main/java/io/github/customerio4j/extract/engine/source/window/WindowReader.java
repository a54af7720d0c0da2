package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.client.paging.PageRequest.Priority;
import io.github.customerio4j.client.paging.TimeWindow;
import io.github.customerio4j.extract.engine.page.PageChain;
import io.github.customerio4j.extract.engine.page.TimeOrder;
import io.github.customerio4j.extract.engine.page.TimeOrder.Direction;
import io.github.customerio4j.extract.engine.run.Slice;
import io.github.customerio4j.extract.engine.run.SliceScheduler;
import io.github.customerio4j.extract.engine.run.TableScope;
import io.github.customerio4j.extract.engine.source.window.WindowSplits.Reading;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One window of one list, read by as many chains as there is capacity for. It starts with one
 * chain. While its pages come in the order of time and the scheduler has capacity, a chain hands
 * the farther part of what it has left to new chains, and ends where they start.
 *
 * <p>If a page is out of order, the first chain continues to the end of the window, and the records
 * of the other chains are dropped: the first chain brings them as well.
 */
public final class WindowReader {
  /** How many pages to expect at most for each that was read. */
  private static final double LARGEST_GUESS = 8;

  /** The fewest seconds of a split: its two borders, with a second around each, stay apart. */
  private static final long SHORTEST_SPLIT = 10;

  /** How many times of the first page are remembered. */
  private static final int SAMPLE = 1000;

  /** The order of a chain that has not started. */
  private static final TimeOrder UNKNOWN = new TimeOrder();

  private final TableScope scope;
  private final SplitBudget budget;
  private final WindowChains chains;
  private final SliceScheduler.Task onEnd;
  private final Split first;
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
    this.first = new Split(0, window);
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
    List<Split> splits = new ArrayList<>(List.of(first));
    splits.addAll(first.followers);
    open = splits.size();
    for (Split split : splits) {
      if (noted.isPresent()) {
        split.open();
      }
      if (split.hasEnded()) {
        end(split);
      } else {
        scope.submit(split);
      }
    }
  }

  private void restore(WindowSplits count) {
    splitCount = count.splits().size();
    for (WindowSplits.Split splitUp : count.splits()) {
      Split split = splitUp.number() == 0 ? first : new Split(splitUp.number(), splitUp.asked());
      split.window = splitUp.kept();
      split.isNarrowed = !splitUp.kept().equals(splitUp.asked());
      if (split != first) {
        first.followers.add(split);
      }
    }
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

  private synchronized boolean isNeeded(Split split) {
    return reading == Reading.IN_ORDER || split == first;
  }

  private synchronized boolean afterPage(Split split, boolean hasMore) throws Exception {
    boolean continues = decide(split, hasMore);
    if (open > 0) {
      PageForecast forecast = new PageForecast();
      first.addTo(forecast);
      chains.expects(forecast.pagesLeft());
      budget.expect(forecast.pagesLeft() - forecastPages);
      forecastPages = forecast.pagesLeft();
    }
    return continues;
  }

  private boolean decide(Split split, boolean hasMore) throws Exception {
    fullPage = Math.max(fullPage, split.recordsOfLastPage());
    boolean isReadByOne = splitCount == 1 && !hasMore;
    boolean isBroken = reading == Reading.IN_ORDER && !isReadByOne && !isInOrder(split);
    if (isBroken && split == first && first.pagesRead() == 1) {
      Optional<TimeSample> sample = first.sample();
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
      split.isPaused = true;
      return end(split);
    }
    splitUp(split);
    return true;
  }

  private boolean isInOrder(Split split) {
    return split.order().direction() != Direction.NONE
        && split.order().allows(first.order().direction());
  }

  /** The first chain is not read on, unless it turns out to read everything. */
  private void waitForCells() {
    isLeftToCells = true;
    first.isPaused = true;
    open = 0;
  }

  /** The records are not in order, so the first chain reads everything. */
  private void leaveAllToFirst() {
    reading = Reading.WHOLE;
    first.widen();
    note();
    if (first.isPaused) {
      first.isPaused = false;
      open++;
      scope.submit(first);
    }
  }

  private boolean end(Split split) throws Exception {
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
  private boolean isEvident(Split split) {
    Direction direction = split.order().direction();
    return first.order().isEvident() && direction == first.order().direction();
  }

  private void splitUp(Split split) {
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
      List<Split> followersAdded = split.handOver(count, span / (count + 1));
      open += count;
      note();
      followersAdded.forEach(scope::submit);
    }
  }

  /** What becomes of the window if its first page is in no order. */
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

  /** One chain of the window. */
  private final class Split implements Slice {
    private final int number;
    private final TimeWindow asked;

    /** The splits that this one handed over, nearest first. */
    private final List<Split> followers = new ArrayList<>();

    /** The window without what was handed over. */
    private TimeWindow window;

    private boolean isNarrowed;

    /** It has read up to the next split, and could continue. */
    private boolean isPaused;

    private boolean hasTurned;
    private @Nullable PageChain chain;

    Split(int number, TimeWindow asked) {
      this.number = number;
      this.asked = asked;
      this.window = asked;
    }

    @Override
    public boolean advance() throws Exception {
      if (!isNeeded(this)) {
        synchronized (WindowReader.this) {
          return end(this);
        }
      }
      PageChain current = open();
      boolean hasMore = !current.isRead();
      boolean isUndecided = this == first && !hasTurned && current.pagesRead() > 0;
      hasTurned = true;
      // What the newest window tells decides how urgent the others are.
      boolean isAwaited = this == first && chains.isNewest() && current.pagesRead() == 0;
      current.prioritize(isAwaited ? Priority.FIRST : Priority.NORMAL);
      if (hasMore && !(isUndecided && reading == Reading.IN_ORDER)) {
        hasMore = current.read();
        budget.pageRead();
      }
      boolean goesOn = afterPage(this, hasMore);
      if (chains.isNewest() && !isLeftToCells) {
        settlePace(current);
      }
      return goesOn;
    }

    private void settlePace(PageChain chain) throws Exception {
      if (chain.isRead() && order().direction() == Direction.NONE) {
        chains.pace().settle(records(), window.end() - window.start());
      } else {
        chains.pace().settle();
      }
    }

    /** The times of the first page; it is asked for again if an interrupted run had read it. */
    Optional<TimeSample> sample() throws IOException {
      PageChain current = open();
      long[] times = current.part().times().sample();
      current.part().times().keepSample(0);
      if (times.length == 0) {
        times = chains.firstPage(asked).times();
      }
      return times.length == 0 ? Optional.empty() : Optional.of(new TimeSample(asked, times));
    }

    /** The number of the records read, repeated ones included. */
    int records() {
      return chain == null ? 0 : (int) chain.part().records();
    }

    PageChain open() {
      PageChain current = chain;
      if (current == null) {
        current = chains.begin(number, asked);
        chain = current;
        keep();
        if (this == first && current.pagesRead() == 0) {
          current.part().times().keepSample(SAMPLE);
        }
      }
      return current;
    }

    /** Whether an interrupted run had read all of it that is needed. */
    boolean hasEnded() {
      PageChain current = chain;
      if (current == null || current.pagesRead() == 0) {
        return false;
      }
      isPaused = !current.isRead() && reading == Reading.IN_ORDER && isPastEnd();
      return current.isRead() || isPaused || !isNeeded(this);
    }

    TimeOrder order() {
      return chain == null ? UNKNOWN : chain.order();
    }

    /** The number of the records of the page read last. */
    int recordsOfLastPage() {
      return chain == null ? 0 : chain.recordsOfLastPage();
    }

    /** About half of the page that crossed a border belongs to the next split. */
    double fillOfLastPage(int full) {
      return isPaused ? 0.5 : (double) recordsOfLastPage() / full;
    }

    @Override
    public String name() {
      return chains.name() + " " + asked.interval();
    }

    @Override
    public double remaining() {
      if (this == first && reading == Reading.WHOLE) {
        return UNCUTTABLE + UnorderedWindow.pagesLeft(expectedPages, pagesRead());
      }
      if (chain == null) {
        return this == first ? chains.beforeFirstPage(asked) : LAST;
      }
      return 1 + pagesLeft();
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
          ? window.end() - order().newest()
          : order().oldest() - window.start();
    }

    void addTo(PageForecast forecast) {
      boolean isRead = chain != null && (chain.isRead() || isPaused);
      if (isRead || chain == null || order().newest() < order().oldest()) {
        forecast.add(order(), pagesRead(), isRead ? 0 : window.end() - window.start());
      } else {
        forecast.add(order(), pagesRead(), spanLeft());
      }
      if (reading == Reading.IN_ORDER) {
        followers.forEach(split -> split.addTo(forecast));
      }
    }

    private long pagesRead() {
      return chain == null ? 0 : chain.pagesRead();
    }

    boolean isPastEnd() {
      return isNarrowed
          && (order().direction() == Direction.OLDEST_FIRST
              ? order().newest() > window.end()
              : order().oldest() < window.start());
    }

    /** Divides the time left, keeps the nearest piece, and returns the others as new splits. */
    List<Split> handOver(int count, long piece) {
      boolean goesBack = order().direction() == Direction.NEWEST_FIRST;
      long far = goesBack ? window.start() : window.end();
      long near = goesBack ? order().oldest() : order().newest();
      long step = goesBack ? -piece : piece;
      List<Split> followersAdded = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        long from = near + step * i;
        long to = i == count ? far : from + step;
        TimeWindow stretch = new TimeWindow(window.index(), Math.min(from, to), Math.max(from, to));
        followersAdded.add(new Split(splitCount++, stretch));
      }
      followers.addAll(0, followersAdded);
      isNarrowed = true;
      long second = near + step;
      window =
          goesBack
              ? new TimeWindow(window.index(), second, window.end())
              : new TimeWindow(window.index(), window.start(), second);
      keep();
      return followersAdded;
    }

    /** Excludes the records that other splits bring from the part. */
    private void keep() {
      if (chain != null && isNarrowed) {
        boolean isCutAtStart = window.start() != asked.start();
        boolean isCutAtEnd = window.end() != asked.end();
        chain
            .part()
            .keep(
                isCutAtStart ? window.start() : Long.MIN_VALUE,
                isCutAtEnd ? window.end() : Long.MAX_VALUE);
      }
    }

    void widen() {
      isNarrowed = false;
      window = asked;
      if (chain != null) {
        chain.part().keepAll();
      }
    }

    void addPart(List<SliceSpool> parts) {
      if (chain != null) {
        parts.add(chain.part());
      }
    }

    void addAllParts(List<SliceSpool> parts) {
      addPart(parts);
      followers.forEach(split -> split.addAllParts(parts));
    }

    void addSplits(List<WindowSplits.Split> splits) {
      splits.add(new WindowSplits.Split(number, asked, window));
      followers.forEach(split -> split.addSplits(splits));
    }

    void close() throws IOException {
      if (chain != null) {
        chain.close();
      }
    }
  }
}
