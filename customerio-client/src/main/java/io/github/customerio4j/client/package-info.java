/**
 * Entry point of the client for the read side of the Customer.io App API.
 *
 * <pre>{@code
 * try (CustomerIo client = CustomerIo.builder(AppApiKey.of(key)).region(Region.EU).build()) {
 *   for (Message message : client.messages().list(MessageQuery.builder().type("email").build())) {
 *     System.out.println(message.recipient());
 *   }
 * }
 * }</pre>
 */
@NullMarked
@Value.Style(
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    allowedClasspathAnnotations = {Override.class, javax.annotation.processing.Generated.class},
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true)
package io.github.customerio4j.client;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
