/**
 * Records become rows: the dictionary of keys, the cells, the kinds of values.
 *
 * <p>Internal.
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    redactedMask = "***")
package io.github.customerio4j.extract.engine.row;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
