package io.github.customerio4j.bench;

import io.github.customerio4j.bench.point.BenchExtent;
import io.github.customerio4j.bench.point.BenchPoint;
import io.github.customerio4j.bench.point.BucketPoint;
import io.github.customerio4j.bench.point.CpuPoint;
import io.github.customerio4j.bench.point.FleetPoint;
import io.github.customerio4j.bench.point.HeapPoint;
import io.github.customerio4j.bench.point.LimitPoint;
import io.github.customerio4j.bench.point.LoadPoint;
import io.github.customerio4j.bench.point.NoLimitPoint;
import io.github.customerio4j.bench.point.RateLimitedPoint;
import io.github.customerio4j.bench.point.RowPathPoint;
import io.github.customerio4j.bench.point.SplitCostPoint;
import io.github.customerio4j.bench.point.StartUpPoint;
import io.github.customerio4j.bench.process.ExtractWork.Tables;
import io.github.customerio4j.sandbox.config.ListOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The points that the command measures. */
final class BenchPoints {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(1);

  private static final double TAIL_BOUND = 1.02;

  /** The requests of a workspace without a page of messages. */
  private static final int SMALL_TABLES = 54;

  /** The requests for each page of messages: there is one of activities for ten of messages. */
  private static final double PAGES_WITH_ACTIVITIES = 1.1;

  /** And ten times as much for one request in a hundred. */
  private static final Duration JITTER = Duration.ofMillis(15);

  private static final String DUCKDB = "load-duckdb";
  private static final String POSTGRESQL = "load-postgresql";

  private BenchPoints() {}

  /** The point that needs a PostgreSQL database. */
  static BenchPoint ofPostgresql(BenchExtent extent, String database) {
    return switch (extent) {
      case FULL -> new LoadPoint(extent, 500_000, 3, POSTGRESQL, database);
      case QUICK -> new LoadPoint(extent, 50_000, 1, POSTGRESQL, database);
    };
  }

  /** The point that needs a bucket. */
  static BenchPoint ofBucket(BenchExtent extent, String bucket) {
    return switch (extent) {
      case FULL -> new BucketPoint(extent, 500_000, 3, bucket);
      case QUICK -> new BucketPoint(extent, 50_000, 1, bucket);
    };
  }

  static List<BenchPoint> of(BenchExtent extent) {
    List<BenchPoint> points = new ArrayList<>(general(extent));
    points.addAll(tails(extent));
    return points;
  }

  /**
   * A few long chains among many short ones, in every order. The names tell about how many requests
   * the workspace takes.
   */
  private static List<BenchPoint> tails(BenchExtent extent) {
    List<BenchPoint> points = new ArrayList<>();
    for (Duration latency : extent == BenchExtent.QUICK ? List.of(SHORT) : List.of(SHORT, LONG)) {
      for (int requests : extent == BenchExtent.QUICK ? List.of(300) : List.of(300, 600, 1200)) {
        int pages = (int) ((requests - SMALL_TABLES) / PAGES_WITH_ACTIVITIES);
        for (ListOrder order : ListOrder.values()) {
          String name = "tail-%dms-%d-%s".formatted(latency.toMillis(), requests, nameOf(order));
          points.add(
              new RateLimitedPoint(
                  name, extent, latency, pages, Tables.EVERYTHING, order, TAIL_BOUND));
        }
      }
    }
    return points;
  }

  private static String nameOf(ListOrder order) {
    return order.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<BenchPoint> general(BenchExtent extent) {
    return switch (extent) {
      case FULL ->
          List.of(
              new RateLimitedPoint("latency-300", extent, SHORT, 1120, Tables.EVERYTHING, 1.05),
              new RateLimitedPoint("latency-1000", extent, LONG, 1120, Tables.EVERYTHING, 1.10),
              new RateLimitedPoint("single-type", extent, SHORT, 300, Tables.MESSAGES, 1.10),
              new LimitPoint("limit-calm", extent, Duration.ZERO, 600),
              new LimitPoint("limit-jitter", extent, JITTER, 600),
              new SplitCostPoint(extent, List.of(5, 20, 60, 99, 150, 300, 600)),
              new RowPathPoint(extent, 25),
              new NoLimitPoint(extent, 500_000, 200_000),
              new CpuPoint(extent, 700_000, 300_000, 3),
              new HeapPoint(extent, 5_000_000, 3),
              new LoadPoint(extent, 500_000, 3, DUCKDB, ""),
              new StartUpPoint(extent, 5),
              new FleetPoint(extent, 200, 5_000, 300_000));
      case QUICK ->
          List.of(
              new RateLimitedPoint("latency-300", extent, SHORT, 100, Tables.EVERYTHING, 1.05),
              new RateLimitedPoint("latency-1000", extent, LONG, 100, Tables.EVERYTHING, 1.10),
              new RateLimitedPoint("single-type", extent, SHORT, 100, Tables.MESSAGES, 1.10),
              new LimitPoint("limit-calm", extent, Duration.ZERO, 100),
              new LimitPoint("limit-jitter", extent, JITTER, 100),
              // Full, because the bound for few pages is meant for exactly these sizes.
              new SplitCostPoint(BenchExtent.FULL, List.of(5, 20, 60, 150)),
              new RowPathPoint(extent, 8),
              new NoLimitPoint(extent, 50_000, 20_000),
              new CpuPoint(extent, 70_000, 30_000, 1),
              new HeapPoint(extent, 500_000, 1),
              new LoadPoint(extent, 50_000, 1, DUCKDB, ""),
              new StartUpPoint(BenchExtent.FULL, 5),
              new FleetPoint(extent, 40, 1_000, 50_000));
    };
  }
}
