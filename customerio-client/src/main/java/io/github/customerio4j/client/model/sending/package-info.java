/**
 * Campaigns, broadcasts, newsletters, transactional messages, their deliveries and their metrics.
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
package io.github.customerio4j.client.model.sending;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
