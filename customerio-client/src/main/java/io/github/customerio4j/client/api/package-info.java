/**
 * The operations of the API, one Retrofit interface a resource, implemented by the client: values
 * come back as they are, lists that the API pages come back as a lazy {@code Paged}.
 */
@NullMarked
package io.github.customerio4j.client.api;

import org.jspecify.annotations.NullMarked;
