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
 * Requests that are made only because chains were split, against an extraction that may have one
 * request under way.
 *
 * @param extent whether the bound is meant for this size
 * @param sizes pages of messages; one extraction each
 */
public record SplitCostPoint(BenchExtent extent, List<Integer> sizes) implements BenchPoint {
  private static final int MESSAGES_A_PAGE = 1000;
  private static final int LARGE = 100;
  private static final double MOST_OF_LARGE = 1.05;
  private static final double MOST_OF_SMALL = 3;

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
        Bench.extraction(ExtractWork.Tables.MESSAGES)
            .with("types", "email")
            .with("inFlight", inFlight));
  }

  private PointResult result(int pages, BenchFigures sequential, BenchFigures split) {
    long needed = sequential.traffic().requests();
    long made = split.traffic().requests();
    String measure = "requests, " + pages + " pages of messages";
    return pages > LARGE
        ? PointResult.ratio(name(), measure, MOST_OF_LARGE, (double) made / needed, split)
        : new PointResult(
            name(),
            measure + ", more by",
            OptionalDouble.of(MOST_OF_SMALL),
            made - needed,
            PointResult.Unit.REQUESTS,
            split);
  }
}
