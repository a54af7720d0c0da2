/**
 * Page bytes become records: the chain of pages, the scanner, the readers, and the reshaping of
 * responses that are no lists.
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
package io.github.customerio4j.extract.engine.page;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
