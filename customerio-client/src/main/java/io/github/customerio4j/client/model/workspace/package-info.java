/**
 * The workspace itself: collections, snippets, senders, assets, the Design Studio, exports,
 * imports.
 */
@NullMarked
@Value.Style(
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    redactedMask = "***",
    jdkOnly = true,
    // @Nullable is of the values of maps, see AllowNulls; no attribute is null.
    nullableAnnotation = "NullableAttribute")
package io.github.customerio4j.client.model.workspace;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
