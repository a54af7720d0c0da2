/**
 * The operations of the API, served over HTTP.
 *
 * <p>Internal to the sandbox.
 */
@NullMarked
package io.github.customerio4j.sandbox.http;

import org.jspecify.annotations.NullMarked;
