/**
 * Many workspaces in one process: {@link io.github.customerio4j.extract.fleet.Fleet} runs an
 * extraction for each of them side by side, each with its own key, rate limit, tables, destination
 * and state.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    redactedMask = "***")
package io.github.customerio4j.extract.fleet;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
