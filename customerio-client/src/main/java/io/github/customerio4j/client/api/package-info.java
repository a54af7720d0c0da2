/**
 * The operations of the API, one Retrofit interface per resource, implemented by the client: single
 * values are returned directly, lists that the API pages as a lazy {@code Paged}.
 */
@NullMarked
package io.github.customerio4j.client.api;

import org.jspecify.annotations.NullMarked;
