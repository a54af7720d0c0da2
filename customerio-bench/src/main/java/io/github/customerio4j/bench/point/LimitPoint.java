package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ChildJvm;
import io.github.customerio4j.bench.process.LoggedRequest;
import io.github.customerio4j.bench.process.SendWork;
import io.github.customerio4j.bench.process.ServerProcess;
import io.github.customerio4j.bench.process.ServerSetup;
import io.github.customerio4j.bench.process.WorkerArguments;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Measures how much of the rate limit the client uses, and how many requests are refused, when
 * there is always something to send: from the first request of a cold process on.
 *
 * @param name the name of the point
 * @param extent whether the bound is meant for this size
 * @param jitter how much later a request may arrive
 * @param requests the requests to send at each latency
 */
public record LimitPoint(String name, BenchExtent extent, Duration jitter, int requests)
    implements BenchPoint {
  private static final int RATE = 10;
  private static final List<Duration> LATENCIES =
      List.of(Duration.ofMillis(300), Duration.ofSeconds(1));

  /** At least 97 % of the limit. */
  private static final double TIME_BOUND = 1 / 0.97;

  /** The bound of the share of requests that the server may refuse, in percent. */
  static final double REFUSED_BOUND = 0.2;

  @Override
  public List<PointResult> run(Bench bench) throws IOException, InterruptedException {
    List<PointResult> results = new ArrayList<>();
    for (Duration latency : LATENCIES) {
      try (ServerProcess server = ServerProcess.start(setup(latency))) {
        WorkerArguments arguments =
            WorkerArguments.none()
                .with("work", SendWork.NAME)
                .with("rate", RATE)
                .with("requests", requests);
        BenchFigures figures = bench.work(server, ChildJvm.with(), arguments);
        List<LoggedRequest> log = server.log(bench.folder().resolve(name + ".log"));
        String at = " at " + latency.toMillis() + " ms";
        results.add(
            PointResult.ratio(
                name,
                "time / requests at the limit" + at,
                TIME_BOUND,
                figures.wallSeconds() / ((double) requests / RATE),
                figures));
        results.add(refused(name, log, at, figures));
      }
    }
    return results;
  }

  static PointResult refused(
      String name, List<LoggedRequest> log, String at, BenchFigures figures) {
    long refused = log.stream().filter(request -> request.status() == 429).count();
    return new PointResult(
        name,
        "refused with 429" + at,
        OptionalDouble.of(REFUSED_BOUND),
        100.0 * refused / log.size(),
        PointResult.Unit.PERCENT,
        figures);
  }

  private ServerSetup setup(Duration latency) {
    return ServerSetup.builder()
        .latency(latency)
        .latencyJitter(jitter)
        .requestsPerSecond(RATE)
        .build();
  }
}
