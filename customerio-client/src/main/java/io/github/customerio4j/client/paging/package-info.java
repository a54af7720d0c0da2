/**
 * Lists in pages: iterate lazily over items, pages or raw bytes, and resume later from a cursor.
 *
 * <pre>{@code
 * Paged<Message> messages = client.messages().list(query);
 * for (Page<Message> page : messages.pages()) {
 *   store(page.items());
 *   page.next().ifPresent(cursor -> remember(cursor.value()));
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
package io.github.customerio4j.client.paging;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
