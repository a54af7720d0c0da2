package io.github.customerio4j.examples.bench;

/** How much is measured. */
enum Extent {
  /** As much as the bounds are meant for. */
  FULL,
  /** Less, to find out soon whether something has become slow; start-up costs weigh too much. */
  QUICK
}
