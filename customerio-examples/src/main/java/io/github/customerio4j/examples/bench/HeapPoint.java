package io.github.customerio4j.examples.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An extraction in a small heap against one of a tenth of the messages in the same heap.
 *
 * @param extent whether the bound is meant for this size
 * @param messages how many, of which a tenth is extracted too
 * @param runs of each; the medians are compared
 */
record HeapPoint(Extent extent, int messages, int runs) implements BenchPoint {
  private static final int TIMES = 10;
  private static final double MOST = 10.4;

  @Override
  public String name() {
    return "heap-64m";
  }

  @Override
  public List<Result> run(Bench bench) throws IOException, InterruptedException {
    Figures few = median(bench, messages / TIMES);
    Figures many = median(bench, messages);
    String measure = "time, " + TIMES + " times the messages in -Xmx64m";
    return List.of(
        Result.ratio(name(), measure, MOST, many.wallSeconds() / few.wallSeconds(), many),
        Result.seconds(name(), "time, a tenth of the messages", few.wallSeconds(), few));
  }

  private Figures median(Bench bench, int count) throws IOException, InterruptedException {
    List<Figures> all = new ArrayList<>();
    ServerSetup setup = ServerSetup.builder().messages(count).build();
    try (ServerProcess server = ServerProcess.start(setup)) {
      for (int i = 0; i < runs; i++) {
        all.add(
            bench.work(
                server, ChildJvm.with("-Xmx64m"), Bench.extraction(ExtractWork.Tables.MESSAGES)));
      }
    }
    return Medians.by(Figures::wallSeconds, all);
  }
}
