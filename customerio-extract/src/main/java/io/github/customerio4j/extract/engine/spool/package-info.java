/**
 * Rows that wait on disk until the commit, the journal of them, and the recovery of an interrupted
 * run.
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
package io.github.customerio4j.extract.engine.spool;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
