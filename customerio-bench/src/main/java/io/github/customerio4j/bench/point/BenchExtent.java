package io.github.customerio4j.bench.point;

/** How much is measured. */
public enum BenchExtent {
  /** As much as the bounds are meant for. */
  FULL,
  /** Less, to find out soon whether something has become slow; start-up costs weigh too much. */
  QUICK
}
