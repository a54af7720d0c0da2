/**
 * What to extract, and how: {@link io.github.customerio4j.extract.config.ExtractionConfig}, and a
 * selection for each table that has options.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    redactedMask = "***")
package io.github.customerio4j.extract.config;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
