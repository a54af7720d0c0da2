/**
 * Runs an extraction: {@link io.github.customerio4j.extract.Extractor} turns a configuration and a
 * state into tables, a report and the next state.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    redactedMask = "***")
package io.github.customerio4j.extract;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
