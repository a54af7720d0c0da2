/**
 * Shows how right a table stays whose records change after they were read: weeks of runs over a
 * sandbox whose clock is moved. Measures no time, so the figures are the same on every machine.
 */
@NullMarked
package io.github.customerio4j.bench.freshness;

import org.jspecify.annotations.NullMarked;
