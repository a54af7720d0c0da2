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
    redactedMask = "***")
package io.github.customerio4j.extract.engine.page;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
