package io.github.customerio4j.bench.point;

import io.github.customerio4j.bench.process.BenchFigures;
import io.github.customerio4j.bench.process.ChildJvm;
import io.github.customerio4j.bench.process.ExtractWork;
import io.github.customerio4j.bench.process.LoggedRequest;
import io.github.customerio4j.bench.process.ServerProcess;
import io.github.customerio4j.bench.process.ServerSetup;
import io.github.customerio4j.bench.process.WorkerArguments;
import io.github.customerio4j.sandbox.config.ListOrder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares the time of an extraction at the documented rate with the least time that rate and
 * latency allow: the larger of requests / rate and the longest chain that cannot be split ×
 * latency.
 *
 * @param name the name of the point
 * @param extent whether the bound is meant for this size
 * @param latency the latency of each response
 * @param pages the number of pages of messages
 * @param tables the tables to extract
 * @param order the order of messages and activities in their lists
 * @param bound the largest ratio allowed
 */
public record RateLimitedPoint(
    String name,
    BenchExtent extent,
    Duration latency,
    int pages,
    ExtractWork.Tables tables,
    ListOrder order,
    double bound)
    implements BenchPoint {
  private static final int RATE = 10;
  private static final int MESSAGES_A_PAGE = 1000;
  private static final int ACTIVITIES_A_PAGE = 100;

  /** A point whose lists come newest first. */
  public RateLimitedPoint(
      String name,
      BenchExtent extent,
      Duration latency,
      int pages,
      ExtractWork.Tables tables,
      double bound) {
    this(name, extent, latency, pages, tables, ListOrder.NEWEST_FIRST, bound);
  }

  @Override
  public List<PointResult> run(Bench bench) throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.start(setup())) {
      WorkerArguments arguments = ExtractWork.arguments(tables).with("rate", RATE);
      if (tables == ExtractWork.Tables.MESSAGES) {
        arguments = arguments.with("types", "email");
      }
      BenchFigures figures = bench.work(server, ChildJvm.with(), arguments);
      List<LoggedRequest> log = server.log(bench.folder().resolve(name + ".log"));
      long refused = log.stream().filter(request -> request.status() == 429).count();
      double leastTime =
          Math.max(
              (log.size() - refused) / (double) RATE, longestChain(log) * latency.toMillis() / 1e3);
      return List.of(
          PointResult.ratio(
              name,
              "time / what the limit allows",
              bound,
              figures.wallSeconds() / leastTime,
              figures),
          LimitPoint.refused(name, log, "", figures));
    }
  }

  private ServerSetup setup() {
    ServerSetup.Builder setup =
        ServerSetup.builder()
            .messages(pages * MESSAGES_A_PAGE)
            .latency(latency)
            .order(order)
            .requestsPerSecond(RATE);
    return tables == ExtractWork.Tables.MESSAGES
        ? setup.messageType("email").build()
        : setup.activities(pages / 10 * ACTIVITIES_A_PAGE).build();
  }

  /** The pages of the longest chain that cannot be split; only messages have a filter by time. */
  private static long longestChain(List<LoggedRequest> log) {
    Map<String, Long> chains =
        log.stream()
            .filter(request -> request.isSuccess() && !request.path().equals("messages"))
            .map(LoggedRequest::chain)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return chains.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
