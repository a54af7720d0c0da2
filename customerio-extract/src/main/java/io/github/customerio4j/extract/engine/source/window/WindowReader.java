package io.github.customerio4j.extract.engine.source.window;

import io.github.customerio4j.extract.engine.page.PageChain;
import io.github.customerio4j.extract.engine.page.TimeOrder;
import io.github.customerio4j.extract.engine.page.TimeOrder.Direction;
import io.github.customerio4j.extract.engine.run.Slice;
import io.github.customerio4j.extract.engine.run.SliceScheduler;
import io.github.customerio4j.extract.engine.run.TableScope;
import io.github.customerio4j.extract.engine.spool.SliceSpool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One window of one list, read by as many chains as there is room for. It begins with one; while
 * its pages come in the order of time and fewer slices are under way than could be, a chain hands
 * the farther parts of what it has left to chains of their own, and stops where they begin.
 *
 * <p>Should a page ever be out of order, the first chain goes on from where it stands to the
 * window's end, and what the others brought is dropped: it is in that chain too.
 */
public final class WindowReader {
  /** How many pages to expect at most for each that was read. */
  private static final double LARGEST_GUESS = 8;

  /** Seconds that a leg spans at least: its two borders, with a second around each, stay apart. */
  private static final long SHORTEST_LEG = 10;

  /** Of a chain that is not begun. */
  private static final TimeOrder UNKNOWN = new TimeOrder();

  private final TableScope lane;
  private final SplitBudget budget;
  private final WindowChains chains;
  private final SliceScheduler.Task onEnd;
  private final Leg first;
  private int open = 1;
  private int legCount = 1;
  private int fullPage = 1;
  private boolean isUnordered;

  /**
   * A walk that is not begun.
   *
   * @param window the time to read
   * @param chains begins a chain, and its part, for a stretch of it
   * @param onEnd run when the window is read
   */
  public WindowReader(
      TableScope lane,
      SplitBudget budget,
      Window window,
      WindowChains chains,
      SliceScheduler.Task onEnd) {
    this.lane = lane;
    this.budget = budget;
    this.chains = chains;
    this.onEnd = onEnd;
    this.first = new Leg(0, window);
  }

  /** Begins, or goes on where an interrupted run stood. */
  public synchronized void begin() throws Exception {
    Optional<String> noted = chains.noted();
    if (noted.isPresent()) {
      restore(WindowSplits.parse(noted.get()));
    }
    List<Leg> legs = new ArrayList<>(List.of(first));
    legs.addAll(first.followers);
    open = legs.size();
    for (Leg leg : legs) {
      if (noted.isPresent()) {
        leg.open();
      }
      if (leg.hasEnded()) {
        end(leg);
      } else {
        lane.submit(leg);
      }
    }
  }

  private void restore(WindowSplits cuts) {
    isUnordered = cuts.isUnordered();
    legCount = cuts.legs().size();
    for (WindowSplits.Leg cut : cuts.legs()) {
      Leg leg = cut.number() == 0 ? first : new Leg(cut.number(), cut.asked());
      leg.window = cut.kept();
      leg.isCut = !cut.kept().equals(cut.asked());
      if (leg != first) {
        first.followers.add(leg);
      }
    }
  }

  private void note() {
    List<WindowSplits.Leg> legs = new ArrayList<>();
    first.addCuts(legs);
    chains.note(new WindowSplits(isUnordered, legs).toString());
  }

  /** What was read, in the order in which one chain would have read it. */
  public synchronized List<SliceSpool> parts() {
    List<SliceSpool> parts = new ArrayList<>();
    if (isUnordered) {
      first.addPart(parts);
    } else {
      first.addAllParts(parts);
    }
    return parts;
  }

  /** Whether the window could not be cut because its records stand in no order of time. */
  public synchronized boolean isUnordered() {
    return isUnordered;
  }

  private synchronized boolean isNeeded(Leg leg) {
    return !isUnordered || leg == first;
  }

  private synchronized boolean afterPage(Leg leg, boolean goesOn) throws Exception {
    boolean advancesOn = decide(leg, goesOn);
    if (open > 0) {
      PageForecast forecast = new PageForecast();
      first.addTo(forecast);
      chains.expects(forecast.pagesLeft());
    }
    return advancesOn;
  }

  private boolean decide(Leg leg, boolean goesOn) throws Exception {
    fullPage = Math.max(fullPage, leg.recordsOfLastPage());
    boolean isReadByOne = legCount == 1 && !goesOn;
    if (!isUnordered && !isReadByOne && !isInOrder(leg)) {
      leaveToFirst();
    }
    if (!goesOn || !isNeeded(leg)) {
      return end(leg);
    }
    if (isUnordered) {
      return true;
    }
    if (leg.isPastCut()) {
      leg.rests = true;
      return end(leg);
    }
    cut(leg);
    return true;
  }

  private boolean isInOrder(Leg leg) {
    return leg.order().direction() != Direction.NONE
        && leg.order().allows(first.order().direction());
  }

  /** The order that the cuts rely on does not hold: one chain reads it all. */
  private void leaveToFirst() {
    isUnordered = true;
    first.takeBackCut();
    note();
    if (first.rests) {
      first.rests = false;
      open++;
      lane.submit(first);
    }
  }

  private boolean end(Leg leg) throws Exception {
    if (leg != first) {
      budget.giveBack(leg.fillOfLastPage(fullPage));
      leg.close();
    }
    if (--open == 0) {
      first.close();
      onEnd.run();
    }
    return false;
  }

  /** A leg of the first chain's list comes as that one did. */
  private boolean isEvident(Leg leg) {
    Direction direction = leg.order().direction();
    return first.order().isEvident() && direction == first.order().direction();
  }

  private void cut(Leg leg) {
    int wanted = Math.min(lane.idle(), (int) (leg.pagesLeft() / budget.pagesWorthACut()) - 1);
    long span = leg.spanLeft();
    wanted = (int) Math.min(wanted, span / SHORTEST_LEG - 1);
    if (wanted < 1 || !isEvident(leg)) {
      return;
    }
    int cuts = budget.take(wanted);
    if (cuts > 0) {
      List<Leg> farther = leg.handOver(cuts, span / (cuts + 1));
      open += cuts;
      note();
      farther.forEach(lane::submit);
    }
  }

  /** One chain of the walk. */
  private final class Leg implements Slice {
    private final int number;
    private final Window asked;

    /** What lies farther on and was handed over, nearest first. */
    private final List<Leg> followers = new ArrayList<>();

    /** What is left of what was asked for. */
    private Window window;

    private boolean isCut;

    /** It has read up to its cut, and could go on. */
    private boolean rests;

    private @Nullable PageChain chain;

    Leg(int number, Window asked) {
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
      boolean goesOn = current.read();
      budget.pageRead();
      return afterPage(this, goesOn);
    }

    PageChain open() {
      PageChain current = chain;
      if (current == null) {
        current = chains.begin(number, asked);
        chain = current;
        keep();
      }
      return current;
    }

    /** Whether an interrupted run had read all of it that is needed. */
    boolean hasEnded() {
      PageChain current = chain;
      if (current == null || current.pagesRead() == 0) {
        return false;
      }
      rests = !current.isRead() && !isUnordered && isPastCut();
      return current.isRead() || rests || !isNeeded(this);
    }

    TimeOrder order() {
      return chain == null ? UNKNOWN : chain.order();
    }

    /** The number of the records of the page read last. */
    int recordsOfLastPage() {
      return chain == null ? 0 : chain.recordsOfLastPage();
    }

    /** About half of the page that crossed a cut is the next leg's. */
    double fillOfLastPage(int full) {
      return rests ? 0.5 : (double) recordsOfLastPage() / full;
    }

    @Override
    public String name() {
      return chains.name() + " " + asked.interval();
    }

    @Override
    public double remaining() {
      return chain == null ? LAST : 1 + pagesLeft();
    }

    /**
     * As many pages for what is left of the time as for the time read so far; but a few pages tell
     * little, because messages are sent in bursts.
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
      boolean isRead = chain != null && (chain.isRead() || rests);
      if (isRead || chain == null || order().newest() < order().oldest()) {
        forecast.add(order(), pagesRead(), isRead ? 0 : window.end() - window.start());
      } else {
        forecast.add(order(), pagesRead(), spanLeft());
      }
      if (!isUnordered) {
        followers.forEach(leg -> leg.addTo(forecast));
      }
    }

    private long pagesRead() {
      return chain == null ? 0 : chain.pagesRead();
    }

    boolean isPastCut() {
      return isCut
          && (order().direction() == Direction.OLDEST_FIRST
              ? order().newest() > window.end()
              : order().oldest() < window.start());
    }

    /** Cuts what is left into pieces, keeps the nearest one, and returns the others as legs. */
    List<Leg> handOver(int cuts, long piece) {
      boolean goesBack = order().direction() == Direction.NEWEST_FIRST;
      long far = goesBack ? window.start() : window.end();
      long near = goesBack ? order().oldest() : order().newest();
      long step = goesBack ? -piece : piece;
      List<Leg> farther = new ArrayList<>();
      for (int i = 1; i <= cuts; i++) {
        long from = near + step * i;
        long to = i == cuts ? far : from + step;
        Window stretch = new Window(window.index(), Math.min(from, to), Math.max(from, to));
        farther.add(new Leg(legCount++, stretch));
      }
      followers.addAll(0, farther);
      isCut = true;
      long second = near + step;
      window =
          goesBack
              ? new Window(window.index(), second, window.end())
              : new Window(window.index(), window.start(), second);
      keep();
      return farther;
    }

    /** Has the part leave to others what they bring. */
    private void keep() {
      if (chain != null && isCut) {
        boolean isCutAtStart = window.start() != asked.start();
        boolean isCutAtEnd = window.end() != asked.end();
        chain
            .part()
            .keep(
                isCutAtStart ? window.start() : Long.MIN_VALUE,
                isCutAtEnd ? window.end() : Long.MAX_VALUE);
      }
    }

    void takeBackCut() {
      isCut = false;
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
      followers.forEach(leg -> leg.addAllParts(parts));
    }

    void addCuts(List<WindowSplits.Leg> legs) {
      legs.add(new WindowSplits.Leg(number, asked, window));
      followers.forEach(leg -> leg.addCuts(legs));
    }

    void close() throws IOException {
      if (chain != null) {
        chain.close();
      }
    }
  }
}
