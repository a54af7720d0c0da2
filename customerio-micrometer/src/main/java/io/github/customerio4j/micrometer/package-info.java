/**
 * Publishes what an extraction does as metrics of Micrometer: {@code
 * io.github.customerio4j.micrometer.ExtractionMetrics} is the listener to give to an extractor.
 */
@NullMarked
package io.github.customerio4j.micrometer;

import org.jspecify.annotations.NullMarked;
