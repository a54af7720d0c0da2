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
    jdkOnly = true)
package io.github.customerio4j.client.model.sending;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
