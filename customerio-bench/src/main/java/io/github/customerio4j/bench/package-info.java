/**
 * The {@code bench} command: measures what the project promises about speed and memory, in
 * processes of their own, against a sandbox in another.
 */
@NullMarked
@Value.Style(
    typeImmutable = "Immutable*",
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true)
package io.github.customerio4j.bench;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
