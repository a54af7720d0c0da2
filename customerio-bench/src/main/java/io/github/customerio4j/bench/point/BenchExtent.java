package io.github.customerio4j.bench.point;

/** How much data a point measures. */
public enum BenchExtent {
  /** The size that the bounds are meant for. */
  FULL,
  /** Less data, for a quick check; start-up costs weigh too much to judge the bounds. */
  QUICK
}
