/**
 * The state that a run leaves for the next run: watermarks, keys and the names of columns. A {@link
 * io.github.customerio4j.extract.state.StateStore} keeps it.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    redactedMask = "***")
package io.github.customerio4j.extract.state;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
