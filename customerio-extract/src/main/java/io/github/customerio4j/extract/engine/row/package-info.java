/**
 * Records become rows: the dictionary of keys, the cells, the kinds of values.
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
package io.github.customerio4j.extract.engine.row;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
