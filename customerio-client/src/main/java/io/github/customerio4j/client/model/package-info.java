/**
 * The data of the API, as immutable values. A field that the API omits or sets to null is empty,
 * and so is a list; fields that this library does not know yet are kept in {@code unknownFields()}:
 * numbers as {@link java.math.BigDecimal}, objects as maps, arrays as lists.
 *
 * <pre>{@code
 * Message message = client.messages().get("dgOq6QWq6QUBAAF4_CGo=");
 * Optional<Instant> opened = Optional.ofNullable(message.metrics().get(MetricName.OPENED));
 * Object value = message.unknownFields().get("a_new_field");
 * }</pre>
 */
@NullMarked
@Value.Style(
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    redactedMask = "***",
    jdkOnly = true)
package io.github.customerio4j.client.model;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
