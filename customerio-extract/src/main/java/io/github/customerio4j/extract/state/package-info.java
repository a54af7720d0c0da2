/**
 * What a run remembers for the next one: watermarks, keys and the names of columns; and the {@link
 * io.github.customerio4j.extract.state.StateStore} seam that keeps it.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    redactedMask = "***")
package io.github.customerio4j.extract.state;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
