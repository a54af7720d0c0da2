/**
 * The client's exceptions, a few unchecked types under {@link
 * io.github.customerio4j.client.error.CustomerIoException}; every message says what failed, why,
 * and what to do.
 *
 * <pre>{@code
 * try {
 *   client.campaigns().get(7);
 * } catch (NotFoundException e) {
 *   System.err.println(e.getMessage() + " " + e.reference().orElse(""));
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
package io.github.customerio4j.client.error;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
