/**
 * What to extract, and how: {@link io.github.customerio4j.extract.config.ExtractionConfig}, and a
 * selection for each table that has options.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    redactedMask = "***")
package io.github.customerio4j.extract.config;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
