package io.github.customerio4j.bench;

import io.github.customerio4j.bench.point.BenchExtent;
import io.github.customerio4j.bench.point.BenchPoint;
import io.github.customerio4j.bench.point.CpuPoint;
import io.github.customerio4j.bench.point.HeapPoint;
import io.github.customerio4j.bench.point.LoadPoint;
import io.github.customerio4j.bench.point.NoLimitPoint;
import io.github.customerio4j.bench.point.RateLimitedPoint;
import io.github.customerio4j.bench.point.RowPathPoint;
import io.github.customerio4j.bench.point.SplitCostPoint;
import io.github.customerio4j.bench.point.StartUpPoint;
import io.github.customerio4j.bench.process.ExtractWork.Tables;
import java.time.Duration;
import java.util.List;

/** The points that the command measures. */
final class BenchPoints {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(1);

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

  static List<BenchPoint> of(BenchExtent extent) {
    return switch (extent) {
      case FULL ->
          List.of(
              new RateLimitedPoint("latency-300", extent, SHORT, 1120, Tables.EVERYTHING),
              new RateLimitedPoint("latency-1000", extent, LONG, 1120, Tables.EVERYTHING),
              new RateLimitedPoint("single-type", extent, SHORT, 300, Tables.MESSAGES),
              new SplitCostPoint(extent, List.of(5, 20, 60, 99, 150, 300, 600)),
              new RowPathPoint(extent, 25),
              new NoLimitPoint(extent, 500_000, 200_000),
              new CpuPoint(extent, 700_000, 300_000, 3),
              new HeapPoint(extent, 5_000_000, 3),
              new LoadPoint(extent, 500_000, 3, DUCKDB, ""),
              new StartUpPoint(extent, 5));
      case QUICK ->
          List.of(
              new RateLimitedPoint("latency-300", extent, SHORT, 100, Tables.EVERYTHING),
              new RateLimitedPoint("latency-1000", extent, LONG, 100, Tables.EVERYTHING),
              new RateLimitedPoint("single-type", extent, SHORT, 100, Tables.MESSAGES),
              // Full, because the bound for few pages is meant for exactly these sizes.
              new SplitCostPoint(BenchExtent.FULL, List.of(5, 20, 60, 150)),
              new RowPathPoint(extent, 8),
              new NoLimitPoint(extent, 50_000, 20_000),
              new CpuPoint(extent, 70_000, 30_000, 1),
              new HeapPoint(extent, 500_000, 1),
              new LoadPoint(extent, 50_000, 1, DUCKDB, ""),
              new StartUpPoint(BenchExtent.FULL, 5));
    };
  }
}
