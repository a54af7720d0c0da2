/** The points that are measured, each with its bound. */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    typeImmutable = "Immutable*")
package io.github.customerio4j.bench.point;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
