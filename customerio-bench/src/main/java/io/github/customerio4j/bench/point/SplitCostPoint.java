package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ChildJvm;
import io.github.customerio4j.bench.process.ExtractWork;
import io.github.customerio4j.bench.process.ServerProcess;
import io.github.customerio4j.bench.process.ServerSetup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Counts the requests that are made only because chains were split, by comparison with an
 * extraction that has one request in flight.
 *
 * @param extent whether the bound is meant for this size
 * @param sizes the numbers of pages of messages; each size is extracted
 */
public record SplitCostPoint(BenchExtent extent, List<Integer> sizes) implements BenchPoint {
  private static final int MESSAGES_A_PAGE = 1000;
  private static final int MANY_PAGES = 100;
  private static final double MANY_PAGES_BOUND = 1.05;
  private static final double FEW_PAGES_BOUND = 3;

  @Override
  public String name() {
    return "split-cost";
  }

  @Override
  public List<PointResult> run(Bench bench) throws IOException, InterruptedException {
    List<PointResult> results = new ArrayList<>();
    for (int pages : sizes) {
      ServerSetup setup =
          ServerSetup.builder()
              .messages(pages * MESSAGES_A_PAGE)
              .messageType("email")
              .latency(Duration.ofMillis(30))
              .build();
      try (ServerProcess server = ServerProcess.start(setup)) {
        results.add(result(pages, extract(bench, server, 1), extract(bench, server, 0)));
      }
    }
    return results;
  }

  private static BenchFigures extract(Bench bench, ServerProcess server, int inFlight)
      throws IOException, InterruptedException {
    return bench.work(
        server,
        ChildJvm.with(),
        ExtractWork.arguments(ExtractWork.Tables.MESSAGES)
            .with("types", "email")
            .with("inFlight", inFlight));
  }

  private PointResult result(int pages, BenchFigures sequential, BenchFigures split) {
    long needed = sequential.traffic().requests();
    long made = split.traffic().requests();
    String measure = "requests, " + pages + " pages of messages";
    return pages > MANY_PAGES
        ? PointResult.ratio(name(), measure, MANY_PAGES_BOUND, (double) made / needed, split)
        : new PointResult(
            name(),
            measure + ", more by",
            OptionalDouble.of(FEW_PAGES_BOUND),
            made - needed,
            PointResult.Unit.REQUESTS,
            split);
  }
}
