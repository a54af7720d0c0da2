/**
 * How a run is executed, from the sources to the commit.
 *
 * <p>This package and those below it are internal: nothing outside of the engine imports them, but
 * {@code Extractor}.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    redactedMask = "***")
package io.github.customerio4j.extract.engine;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
