package io.github.customerio4j.extract.engine.rows;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.client.paging.TimeWindow;
import io.github.customerio4j.extract.catalog.TableCatalog;
import io.github.customerio4j.extract.config.MessagesSelection.Drafts;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.run.TableScope;
import io.github.customerio4j.extract.engine.source.MessageRequests;
import io.github.customerio4j.extract.engine.source.window.WindowEstimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds out where in time the messages of a query are: the first page of each window tells about
 * how many pages it has, and those that seem to have the most are halved and asked for again. A
 * window without messages is left out. Thread-safe.
 */
final class TimeDivision {
  /** The requests for halves, for each part that is wanted. */
  private static final int SAMPLES_A_PART = 4;

  /** The pieces of a part, at least: small pieces make parts of the same size. */
  private static final int PIECES_A_PART = 3;

  /** A burst ends soon, so its pages tell nothing of the time around it. */
  private static final double MOST_OF_BURST = 8;

  private static final long SHORTEST_PIECE = 60;

  /** The pages of a list in no order of time, of which the first page tells nothing. */
  private static final double UNKNOWN_PAGES = 20;

  /** A piece may be this much larger than its share. */
  private static final double TOLERANCE = 1.2;

  private final TableScope scope;
  private final CustomerIo client;
  private final MessageRequests requests;
  private final int parts;
  private final List<Piece> pieces = new ArrayList<>();
  private int samplesLeft;
  private int pending;
  private int fullPage = 1;

  /**
   * A piece of time of one list.
   *
   * @param pages the likely number of its pages
   * @param likely the same, if it is a burst the pages of the burst alone
   * @param isKnown whether it has no more than the page that was seen
   */
  record Piece(PartText.Span span, double pages, double likely, boolean isKnown) {
    boolean canBeHalved() {
      return !isKnown && span.to() - span.from() >= 2 * SHORTEST_PIECE;
    }
  }

  TimeDivision(RunContext run, int parts) {
    this.parts = parts;
    this.samplesLeft = SAMPLES_A_PART * parts;
    this.scope = new TableScope(run, TableCatalog.messages().name());
    this.client = scope.client(run.meter(TableCatalog.messages().name()));
    this.requests = new MessageRequests(run);
  }

  /** Submits the requests for spans, each in windows. */
  void submit(List<PartText.Span> spans) {
    List<Runnable> work = new ArrayList<>();
    for (PartText.Span span : spans) {
      for (TimeWindow window : TimeWindow.covering(span.from(), span.to())) {
        boolean isNewest = window.end() == span.to();
        PartText.Span cut = new PartText.Span(span.type(), window.start(), window.end());
        work.add(() -> scope.submitOnce(() -> sample(cut, isNewest, UNKNOWN_PAGES)));
      }
    }
    begin(work);
  }

  private synchronized void begin(List<Runnable> work) {
    pending += work.size();
    work.forEach(Runnable::run);
  }

  /**
   * Reads the first page.
   *
   * @param isKept whether the piece counts even if it is empty: records may still come
   * @param unordered the pages that it has if they are in no order of time
   */
  private void sample(PartText.Span span, boolean isKept, double unordered) throws Exception {
    TimeWindow window = new TimeWindow(0, span.from(), span.to());
    MessageRequests.Glance glance =
        requests.firstPage(client, span.type(), Drafts.EXCLUDED, window);
    WindowEstimate.Sample sample = glance.sample(window);
    boolean isInOrder = glance.times().isNewestFirst() || glance.times().isOldestFirst();
    add(span, sample, isKept, isInOrder ? 0 : unordered);
  }

  private synchronized void add(
      PartText.Span span, WindowEstimate.Sample sample, boolean isKept, double unordered) {
    fullPage = Math.max(fullPage, sample.records());
    if (sample.isLast()) {
      if (sample.records() > 0 || isKept) {
        double share = (double) sample.records() / fullPage;
        pieces.add(new Piece(span, share, share, true));
      }
    } else {
      double ordered = 1 + (double) sample.left() / Math.max(1, sample.seconds());
      double pages = Math.max(2, unordered > 0 ? unordered : ordered);
      boolean isBurst = unordered == 0 && sample.seconds() < SHORTEST_PIECE;
      pieces.add(new Piece(span, pages, isBurst ? Math.min(pages, MOST_OF_BURST) : pages, false));
    }
    pending--;
    if (pending == 0) {
      halveLargest();
    }
  }

  private void halveLargest() {
    double share = TOLERANCE * share();
    List<Piece> large =
        pieces.stream()
            .filter(piece -> piece.canBeHalved() && piece.pages() > share)
            .sorted(Comparator.comparingDouble(Piece::pages).reversed())
            .limit(Math.min(Math.max(1, samplesLeft / 4), samplesLeft / 2))
            .toList();
    pieces.removeAll(large);
    samplesLeft -= 2 * large.size();
    List<Runnable> work = new ArrayList<>();
    for (Piece piece : large) {
      PartText.Span span = piece.span();
      long middle = span.from() + (span.to() - span.from()) / 2;
      Optional<String> type = span.type();
      PartText.Span older = new PartText.Span(type, span.from(), middle);
      PartText.Span newer = new PartText.Span(type, middle, span.to());
      double half = piece.pages() / 2;
      work.add(() -> scope.submitOnce(() -> sample(older, false, half)));
      work.add(() -> scope.submitOnce(() -> sample(newer, false, half)));
    }
    begin(work);
  }

  /** The pages that a piece should have. */
  private double share() {
    double total = pieces.stream().mapToDouble(Piece::likely).sum();
    return Math.max(1, total / parts / PIECES_A_PART);
  }

  /** What was found, once all requests are answered; a piece that is still large is cut evenly. */
  synchronized List<Piece> pieces() {
    double share = share();
    List<Piece> result = new ArrayList<>();
    for (Piece piece : pieces) {
      PartText.Span span = piece.span();
      long length = span.to() - span.from();
      long cuts =
          piece.isKnown()
              ? 1
              : Math.max(1, Math.min(Math.round(piece.likely() / share), length / SHORTEST_PIECE));
      for (long i = 0; i < cuts; i++) {
        result.add(
            new Piece(
                new PartText.Span(
                    span.type(),
                    span.from() + length * i / cuts,
                    span.from() + length * (i + 1) / cuts),
                piece.pages() / cuts,
                piece.likely() / cuts,
                piece.isKnown()));
      }
    }
    return result;
  }
}
