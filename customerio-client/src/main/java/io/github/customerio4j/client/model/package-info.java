/**
 * What the API hands out and takes, as immutable values. A field that the API leaves out or sets to
 * null is empty, and so is a list; fields that this library does not know yet are kept under {@code
 * unknownFields()}: numbers as {@link java.math.BigDecimal}, objects as maps, arrays as lists.
 *
 * <pre>{@code
 * Message message = client.messages().get("dgOq6QWq6QUBAAF4_CGo=");
 * Optional<Instant> opened = Optional.ofNullable(message.metrics().get("opened"));
 * Object news = message.unknownFields().get("a_field_of_tomorrow");
 * }</pre>
 */
@NullMarked
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    redactedMask = "***",
    jdkOnly = true)
package io.github.customerio4j.client.model;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
