package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ChildJvm;
import io.github.customerio4j.bench.process.ExtractWork;
import io.github.customerio4j.bench.process.LoggedRequest;
import io.github.customerio4j.bench.process.ServerProcess;
import io.github.customerio4j.bench.process.ServerSetup;
import io.github.customerio4j.bench.process.WorkerArguments;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An extraction at the documented rate: how long it takes against what rate and latency allow, that
 * is the larger of requests by rate and the longest chain that cannot be split by latency.
 *
 * @param name the point's name
 * @param extent whether the bound is meant for this size
 * @param latency of each answer
 * @param pages pages of messages
 * @param tables what is extracted
 */
public record RateLimitedPoint(
    String name, BenchExtent extent, Duration latency, int pages, ExtractWork.Tables tables)
    implements BenchPoint {
  private static final int RATE = 10;
  private static final int MESSAGES_A_PAGE = 1000;
  private static final int ACTIVITIES_A_PAGE = 100;
  private static final double MOST_REFUSED = 0.5;

  private static final double AT_SHORT_LATENCY = 1.05;
  private static final double OTHERWISE = 1.10;

  @Override
  public List<PointResult> run(Bench bench) throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(setup())) {
      WorkerArguments arguments = Bench.extraction(tables).with("rate", RATE);
      if (tables == ExtractWork.Tables.MESSAGES) {
        arguments = arguments.with("types", "email");
      }
      BenchFigures figures = bench.work(server, ChildJvm.with(), arguments);
      List<LoggedRequest> log = server.log(bench.folder().resolve(name + ".log"));
      long refused = log.stream().filter(request -> request.status() == 429).count();
      double possible =
          Math.max(
              (log.size() - refused) / (double) RATE, longestChain(log) * latency.toMillis() / 1e3);
      return List.of(
          PointResult.ratio(
              name,
              "time / what the limit allows",
              bound(),
              figures.wallSeconds() / possible,
              figures),
          new PointResult(
              name,
              "refused with 429",
              OptionalDouble.of(MOST_REFUSED),
              100.0 * refused / log.size(),
              PointResult.Unit.PERCENT,
              figures));
    }
  }

  private double bound() {
    boolean isEasiest =
        tables == ExtractWork.Tables.EVERYTHING && latency.compareTo(Duration.ofMillis(300)) <= 0;
    return isEasiest ? AT_SHORT_LATENCY : OTHERWISE;
  }

  private ServerSetup setup() {
    ServerSetup.Builder setup =
        ServerSetup.builder()
            .messages(pages * MESSAGES_A_PAGE)
            .latency(latency)
            .requestsPerSecond(RATE);
    return tables == ExtractWork.Tables.MESSAGES
        ? setup.messageType("email").build()
        : setup.activities(pages / 10 * ACTIVITIES_A_PAGE).build();
  }

  /** Only chains of messages can be split, as only they have a filter by time. */
  private static long longestChain(List<LoggedRequest> log) {
    Map<String, Long> chains =
        log.stream()
            .filter(request -> request.isSuccess() && !request.path().equals("messages"))
            .map(LoggedRequest::chain)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return chains.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
