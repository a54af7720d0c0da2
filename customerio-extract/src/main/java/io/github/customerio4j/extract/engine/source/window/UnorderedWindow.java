package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.client.paging.TimeWindow;
import io.github.customerio4j.extract.engine.page.PageChain;
import io.github.customerio4j.extract.engine.row.PageTimes;
import io.github.customerio4j.extract.engine.run.Slice;
import io.github.customerio4j.extract.engine.run.TableScope;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A window whose first page comes in no order of time. A chain of it cannot hand over what it has
 * left, so it is decided after that page how the window is read: if it has few pages, by its first
 * chain; if it has many, by a chain for each of some cells of time, which bring the page again.
 * What is decided depends on the records alone, so the rows come in the same order in every run.
 */
final class UnorderedWindow {
  /** Fewer pages are read by one chain. */
  private static final double PAGES_WORTH_CELLS = 24;

  private static final double PAGES_OF_A_CELL = 12;
  private static final int MOST_CELLS = 64;

  private static final int MOST_COUNTS = 8;

  private final TableScope scope;
  private final SplitBudget budget;
  private final WindowChains chains;
  private final TimeWindow window;
  private final Whole whole;

  /** Newest first. */
  private final List<Cell> cells = new ArrayList<>();

  private double expectedPages;
  private long pagesRead;
  private long mostPagesOfCell;
  private int open;
  private boolean isDropped;

  /** The whole window. */
  interface Whole {
    /** Continues its first chain, which reads everything. */
    void readByFirst(double pages) throws Exception;

    /** It is read in cells from now on. */
    void readByCells(List<WindowSplits.Split> splits) throws Exception;

    /** All cells are read. */
    void end() throws Exception;
  }

  UnorderedWindow(
      TableScope scope, SplitBudget budget, WindowChains chains, TimeWindow window, Whole whole) {
    this.scope = scope;
    this.budget = budget;
    this.chains = chains;
    this.window = window;
    this.whole = whole;
  }

  /**
   * Decides how the window is read.
   *
   * @param sample the times of its first page
   * @param fullPage the number of records of a full page
   * @param isNewest whether older windows of the list wait for what this one tells
   */
  void begin(TimeSample sample, int fullPage, boolean isNewest) throws Exception {
    Count count = new Count(sample, fullPage);
    if (isNewest) {
      scope.submit(count);
    } else {
      chains.pace().whenSettled(() -> begin(count));
    }
  }

  private void begin(Count count) throws Exception {
    Optional<Double> likely =
        chains
            .pace()
            .records(window.end() - window.start())
            .map(records -> records / count.fullPage);
    if (likely.isPresent() && likely.get() < PAGES_WORTH_CELLS / 2) {
      whole.readByFirst(likely.get());
    } else {
      scope.submit(count);
    }
  }

  private void decide(TimeSample sample, double pages) throws Exception {
    int wanted = (int) Math.min(MOST_CELLS, Math.ceil(pages / PAGES_OF_A_CELL));
    List<TimeWindow> cut = pages < PAGES_WORTH_CELLS ? List.of() : sample.cut(wanted);
    if (cut.size() < 2) {
      whole.readByFirst(pages);
      return;
    }
    List<WindowSplits.Split> splits = new ArrayList<>();
    for (TimeWindow cell : cut) {
      splits.add(new WindowSplits.Split(splits.size() + 1, cell, cell));
    }
    expectedPages = pages;
    whole.readByCells(splits);
    read(splits);
  }

  /** Reads the cells, or continues where an interrupted run stopped. */
  void read(List<WindowSplits.Split> splits) {
    List<Cell> added =
        splits.stream().map(split -> new Cell(split.number(), split.asked())).toList();
    synchronized (this) {
      cells.addAll(added);
      open = added.size();
    }
    added.forEach(scope::submit);
  }

  /** The parts of the cells, newest first. */
  synchronized List<SliceSpool> parts() {
    return cells.stream()
        .flatMap(cell -> Optional.ofNullable(cell.chain).stream())
        .map(PageChain::part)
        .toList();
  }

  private boolean afterPage(Cell cell, PageChain chain, boolean hasMore) throws Exception {
    if (cell.isLeftBy(chain.times())) {
      // The filter means another time than that of the records, so cells may lack some of them.
      drop();
    }
    boolean isLast;
    synchronized (this) {
      pagesRead++;
      mostPagesOfCell = Math.max(mostPagesOfCell, chain.pagesRead());
      if (hasMore && !isDropped) {
        chains.expects(Math.max(open, expectedPages - pagesRead));
        return true;
      }
      chain.close();
      isLast = --open == 0 && !isDropped;
    }
    if (isLast) {
      whole.end();
    }
    return false;
  }

  private void drop() throws Exception {
    synchronized (this) {
      if (isDropped) {
        return;
      }
      isDropped = true;
    }
    whole.readByFirst(expectedPages);
  }

  /** Counts the records of a small piece of the window, in ever smaller pieces if it has many. */
  private final class Count implements Slice {
    private final TimeSample sample;
    private final int fullPage;
    private TimeSample.Piece piece;
    private double share;
    private int counts;

    Count(TimeSample sample, int fullPage) {
      this.sample = sample;
      this.fullPage = fullPage;
      this.piece = sample.piece();
      this.share = piece.share();
    }

    @Override
    public boolean advance() throws Exception {
      WindowChains.FirstPage page = chains.firstPage(piece.window());
      counts++;
      TimeWindow counted = piece.window();
      boolean isSmall = counted.end() - counted.start() < TimeSample.SHORTEST_CELL;
      if (!page.isLast() && !isSmall && counts < MOST_COUNTS && page.times().length > 0) {
        piece = new TimeSample(counted, page.times()).piece();
        share *= piece.share();
        return true;
      }
      double pages = Math.max(2, (double) page.records() / fullPage / share);
      chains.pace().settle(pages * fullPage, window.end() - window.start());
      decide(sample, pages);
      return false;
    }

    @Override
    public String name() {
      return chains.name() + " " + window.interval();
    }

    @Override
    public double remaining() {
      return FIRST;
    }
  }

  /** One chain of the window. */
  private final class Cell implements Slice {
    private final int number;
    private final TimeWindow asked;
    private @Nullable PageChain chain;

    Cell(int number, TimeWindow asked) {
      this.number = number;
      this.asked = asked;
    }

    @Override
    public boolean advance() throws Exception {
      PageChain current = open();
      boolean hasMore = false;
      if (!isDropped() && !current.isRead()) {
        hasMore = current.read();
        budget.pageRead();
      }
      return afterPage(this, current, hasMore);
    }

    private PageChain open() {
      PageChain current = chain;
      if (current == null) {
        current = chains.begin(number, asked);
        synchronized (UnorderedWindow.this) {
          chain = current;
        }
      }
      return current;
    }

    /** Whether a page has records that were not asked for. */
    boolean isLeftBy(PageTimes page) {
      return page.newest() >= page.oldest()
          && (page.oldest() < asked.startTs() || page.newest() > asked.endTs());
    }

    @Override
    public String name() {
      return chains.name() + " " + asked.interval();
    }

    @Override
    public double remaining() {
      PageChain current = chain;
      long read = current == null ? 0 : current.pagesRead();
      return UNCUTTABLE + pagesLeft(expectedOfCell(), read);
    }
  }

  /** How many pages a chain may have left that has reached what was expected of it. */
  static double pagesLeft(double expected, long read) {
    return Math.max(expected - read, read / 4.0);
  }

  /** All cells have about as many pages, so each tells the fewest that are to be expected. */
  private synchronized double expectedOfCell() {
    return Math.max((double) mostPagesOfCell, expectedPages / Math.max(1, cells.size()));
  }

  private synchronized boolean isDropped() {
    return isDropped;
  }
}
