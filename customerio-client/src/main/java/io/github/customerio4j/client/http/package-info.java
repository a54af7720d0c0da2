/**
 * Parts of an HTTP call that do not depend on the API: deadlines, stalls, outages, priorities.
 *
 * <p>Internal to the client.
 */
@NullMarked
@Value.Style(
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true)
package io.github.customerio4j.client.http;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
