package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ChildJvm;
import io.github.customerio4j.bench.process.ExtractWork;
import io.github.customerio4j.bench.process.Medians;
import io.github.customerio4j.bench.process.ServerProcess;
import io.github.customerio4j.bench.process.ServerSetup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares an extraction in a small heap with one of a tenth of the messages in the same heap.
 *
 * @param extent whether the bound is meant for this size
 * @param messages the number of messages; a tenth of them is extracted for comparison
 * @param runs the number of runs of each; their medians are compared
 */
public record HeapPoint(BenchExtent extent, int messages, int runs) implements BenchPoint {
  private static final int TIMES = 10;
  private static final double BOUND = 10.4;

  @Override
  public String name() {
    return "heap-64m";
  }

  @Override
  public List<PointResult> run(Bench bench) throws IOException, InterruptedException {
    BenchFigures few = median(bench, messages / TIMES);
    BenchFigures many = median(bench, messages);
    String measure = "time, " + TIMES + " times the messages in -Xmx64m";
    return List.of(
        PointResult.ratio(name(), measure, BOUND, many.wallSeconds() / few.wallSeconds(), many),
        PointResult.seconds(name(), "time, a tenth of the messages", few.wallSeconds(), few));
  }

  private BenchFigures median(Bench bench, int count) throws IOException, InterruptedException {
    List<BenchFigures> all = new ArrayList<>();
    ServerSetup setup = ServerSetup.builder().messages(count).build();
    try (ServerProcess server = ServerProcess.start(setup)) {
      for (int i = 0; i < runs; i++) {
        all.add(
            bench.work(
                server,
                ChildJvm.with("-Xmx64m"),
                ExtractWork.arguments(ExtractWork.Tables.MESSAGES)));
      }
    }
    return Medians.by(BenchFigures::wallSeconds, all);
  }
}
