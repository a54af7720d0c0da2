/**
 * Lists whose records have children: parents are read, and their children are asked for while the
 * list is still being read.
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
package io.github.customerio4j.extract.engine.source.tree;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
