/**
 * What the parts of one run share: its context, its scheduler, the scope of a table, its progress.
 *
 * <p>Internal.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    redactedMask = "***")
package io.github.customerio4j.extract.engine.run;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
