package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ChildJvm;
import io.github.customerio4j.bench.process.ExtractWork;
import io.github.customerio4j.bench.process.ServerProcess;
import io.github.customerio4j.bench.process.ServerSetup;
import io.github.customerio4j.bench.process.SkipWork;
import io.github.customerio4j.bench.process.WorkerArguments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares an extraction without a rate limit with a process that fetches the same pages, as many
 * at the same time, and only skips them.
 *
 * @param extent whether the bound is meant for this size
 * @param messages the number of messages
 * @param activities the number of activities
 */
public record NoLimitPoint(BenchExtent extent, int messages, int activities) implements BenchPoint {
  private static final double BOUND = 1.5;
  private static final int IN_FLIGHT = 16;

  @Override
  public String name() {
    return "no-limit";
  }

  @Override
  public List<PointResult> run(Bench bench) throws IOException, InterruptedException {
    ServerSetup setup = ServerSetup.builder().messages(messages).activities(activities).build();
    try (ServerProcess server = ServerProcess.start(setup)) {
      WorkerArguments arguments =
          ExtractWork.arguments(ExtractWork.Tables.MESSAGES_AND_ACTIVITIES)
              .with("inFlight", IN_FLIGHT);
      BenchFigures extracted = bench.work(server, ChildJvm.with(), arguments);
      Path log = bench.folder().resolve(name() + ".log");
      server.log(log);
      BenchFigures skipped =
          bench.work(
              server,
              ChildJvm.with(),
              WorkerArguments.none()
                  .with("work", SkipWork.NAME)
                  .with("inFlight", IN_FLIGHT)
                  .with("log", log));
      return List.of(
          PointResult.ratio(
              name(),
              "time / fetching and skipping",
              BOUND,
              extracted.processSeconds() / skipped.processSeconds(),
              extracted),
          PointResult.ratio(
              name(),
              "CPU / fetching and skipping",
              BOUND,
              extracted.cpuSeconds() / skipped.cpuSeconds(),
              extracted),
          PointResult.seconds(
              name(), "fetching and skipping, time", skipped.processSeconds(), skipped));
    }
  }
}
