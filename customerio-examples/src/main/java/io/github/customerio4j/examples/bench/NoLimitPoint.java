package io.github.customerio4j.examples.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An extraction without any limit against a process that fetches the same pages, as many at a time,
 * and only skips them.
 *
 * @param extent whether the bound is meant for this size
 * @param messages how many
 * @param activities how many
 */
record NoLimitPoint(Extent extent, int messages, int activities) implements BenchPoint {
  private static final double MOST = 1.5;
  private static final int IN_FLIGHT = 16;

  @Override
  public String name() {
    return "no-limit";
  }

  @Override
  public List<Result> run(Bench bench) throws IOException, InterruptedException {
    ServerSetup setup = ServerSetup.builder().messages(messages).activities(activities).build();
    try (ServerProcess server = ServerProcess.start(setup)) {
      Arguments arguments =
          Bench.extraction(ExtractWork.Tables.MESSAGES_AND_ACTIVITIES).with("inFlight", IN_FLIGHT);
      Figures extracted = bench.work(server, ChildJvm.with(), arguments);
      Path log = bench.folder().resolve(name() + ".log");
      server.log(log);
      Figures skipped =
          bench.work(
              server,
              ChildJvm.with(),
              Arguments.none()
                  .with("work", SkipWork.NAME)
                  .with("inFlight", IN_FLIGHT)
                  .with("log", log));
      return List.of(
          Result.ratio(
              name(),
              "time / fetching and skipping",
              MOST,
              extracted.processSeconds() / skipped.processSeconds(),
              extracted),
          Result.ratio(
              name(),
              "CPU / fetching and skipping",
              MOST,
              extracted.cpuSeconds() / skipped.cpuSeconds(),
              extracted),
          Result.seconds(name(), "fetching and skipping, time", skipped.processSeconds(), skipped));
    }
  }
}
