/**
 * JMH benchmarks of the row path: page bytes to CSV bytes, each against a library that does the
 * same or less. {@code docs/performance.md} says how to run them.
 */
@NullMarked
package io.github.customerio4j.extract.bench;

import org.jspecify.annotations.NullMarked;
