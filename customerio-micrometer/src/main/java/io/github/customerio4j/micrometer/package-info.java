/**
 * Publishes metrics of extractions and requests with Micrometer: {@link
 * io.github.customerio4j.micrometer.ExtractionMetrics} listens to an extractor, {@link
 * io.github.customerio4j.micrometer.ClientMetrics} to a client.
 */
@NullMarked
package io.github.customerio4j.micrometer;

import org.jspecify.annotations.NullMarked;
