/** The processes that do the measured work, and the server processes that they read from. */
@NullMarked
@Value.Style(
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    typeImmutable = "Immutable*")
package io.github.customerio4j.bench.process;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
