/** The catalog of tables: where their rows come from, their primary keys and documented columns. */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    redactedMask = "***")
package io.github.customerio4j.extract.catalog;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
