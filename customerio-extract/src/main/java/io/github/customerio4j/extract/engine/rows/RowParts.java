package io.github.customerio4j.extract.engine.rows;

import io.github.customerio4j.client.CustomerIo;
import io.github.customerio4j.extract.engine.RequestEstimator;
import io.github.customerio4j.extract.engine.run.ApiClock;
import io.github.customerio4j.extract.engine.run.Cancellation;
import io.github.customerio4j.extract.engine.run.RunContext;
import io.github.customerio4j.extract.engine.run.SourceServices;
import io.github.customerio4j.extract.engine.source.tree.ChainClass;
import io.github.customerio4j.extract.engine.spool.StreamedParts;
import io.github.customerio4j.extract.report.ExtractionPlan;
import io.github.customerio4j.extract.rows.RowPart;
import io.github.customerio4j.extract.rows.RowQuery;
import io.github.customerio4j.extract.state.ExtractionState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Divides a query into parts of about the same size. */
public final class RowParts {
  private final RowRequest request;
  private final int atMost;
  private final Cancellation cancellation = new Cancellation();

  private RowParts(RowRequest request, int atMost) {
    this.request = request;
    this.atMost = atMost;
  }

  /**
   * The parts of a query.
   *
   * @throws IllegalArgumentException if the query cannot be used
   */
  public static List<RowPart> of(
      CustomerIo client, RowQuery query, int atMost, RowReading.Failures failures) {
    if (atMost < 1 || query.part().isPresent()) {
      throw new IllegalArgumentException(
          "Cannot divide the query into at most %d parts: %s."
              .formatted(
                  atMost, atMost < 1 ? "there must be at least 1" : "it is a part of another"));
    }
    RowParts parts = new RowParts(RowRequest.of(query), atMost);
    SourceServices services = RowReading.services(client, new AtomicLong());
    try {
      return parts.parts(services);
    } catch (Exception e) {
      throw failures.of(e, parts.cancellation);
    }
  }

  private List<RowPart> parts(SourceServices services) throws Exception {
    try {
      return partsBy(services);
    } catch (ApiClock.OffException e) {
      return partsBy(services.withApiTime(e.offset()));
    }
  }

  private List<RowPart> partsBy(SourceServices services) throws Exception {
    if (request.isEmpty(services.clock().instant())) {
      return List.of();
    }
    if (request.table().kind() == QueriedTable.Kind.MESSAGES) {
      return times(services);
    }
    if (!request.table().isShared()) {
      return List.of(new RowPart(PartText.WHOLE.text(), 1));
    }
    return shares(services);
  }

  private RunContext run(SourceServices services) {
    StreamedParts unused =
        new StreamedParts("", StreamedParts.Limits.NONE, (part, skipped, others) -> {});
    return new RunContext(
        services,
        request.configOfTable(),
        ExtractionState.empty(),
        unused,
        request.end(),
        cancellation);
  }

  private List<RowPart> shares(SourceServices services) throws Exception {
    double requests = 0;
    try (RunContext run = run(services)) {
      for (ExtractionPlan.Table table : new RequestEstimator(run).plan().tables()) {
        if (table.table().equals(request.table().name())) {
          requests = table.requests();
        }
      }
    }
    int count = (int) Math.max(1, Math.min(atMost, requests));
    List<RowPart> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      PartText share = PartText.ofShare(new ChainClass(i, count));
      parts.add(new RowPart(share.text(), Math.max(1, requests / count)));
    }
    return parts;
  }

  private List<RowPart> times(SourceServices services) throws Exception {
    try (RunContext run = run(services)) {
      TimeDivision division = new TimeDivision(run, atMost);
      try {
        division.submit(request.spans(run.startedAt()));
      } catch (RuntimeException e) {
        run.scheduler().fail(e);
      }
      run.scheduler().join();
      return parts(division.pieces());
    }
  }

  /** A part that is being gathered. */
  private static final class Bin {
    private final List<TimeDivision.Piece> pieces = new ArrayList<>();
    private double pages;
  }

  /** The largest pieces first, each into the part that has the least. */
  private List<RowPart> parts(List<TimeDivision.Piece> pieces) {
    PriorityQueue<Bin> bins = new PriorityQueue<>(Comparator.comparingDouble(bin -> bin.pages));
    for (int i = 0; i < Math.min(atMost, pieces.size()); i++) {
      bins.add(new Bin());
    }
    pieces.stream()
        .sorted(Comparator.comparingDouble(TimeDivision.Piece::likely).reversed())
        .forEach(
            piece -> {
              Bin bin = bins.remove();
              bin.pieces.add(piece);
              bin.pages += Math.max(1, piece.likely());
              bins.add(bin);
            });
    return bins.stream()
        .sorted(Comparator.comparingDouble((Bin bin) -> bin.pages).reversed())
        .map(bin -> new RowPart(PartText.ofTimes(joined(bin.pieces)).text(), bin.pages))
        .toList();
  }

  /** Small pieces that follow each other as one, so that one request asks for all of it. */
  private static List<PartText.Span> joined(List<TimeDivision.Piece> pieces) {
    List<PartText.Span> joined = new ArrayList<>();
    boolean isLastSmall = false;
    List<TimeDivision.Piece> inOrder = new ArrayList<>(pieces);
    inOrder.sort(
        Comparator.comparing((TimeDivision.Piece piece) -> piece.span().type().orElse(""))
            .thenComparing(piece -> piece.span().from()));
    for (TimeDivision.Piece piece : inOrder) {
      PartText.Span span = piece.span();
      PartText.Span last = joined.isEmpty() ? span : joined.get(joined.size() - 1);
      Optional<String> type = span.type();
      if (isLastSmall && piece.isKnown() && last.type().equals(type) && last.to() == span.from()) {
        joined.set(joined.size() - 1, new PartText.Span(type, last.from(), span.to()));
      } else {
        joined.add(span);
      }
      isLastSmall = piece.isKnown();
    }
    return joined;
  }
}
