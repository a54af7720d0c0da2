/**
 * What a sandbox can be asked for: its size, its rules, its faults, and the requests that it
 * records.
 */
@NullMarked
@Value.Style(
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    typeImmutable = "Immutable*",
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true)
package io.github.customerio4j.sandbox.config;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
