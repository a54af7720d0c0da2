/**
 * Turns the JSON of a page, or the CSV of an export, into flat rows in one pass and spools them, a
 * private part per slice.
 *
 * <p>The engine's own: no user meets it.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    redactedMask = "***")
package io.github.customerio4j.extract.record;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
