/**
 * Short programs that each show one use of the library. They read the workspace whose key is in
 * {@code CUSTOMERIO_APP_API_KEY}, or a sandbox on this machine if there is no key. Without a name
 * the command lists all examples.
 *
 * <pre>{@code
 * java -jar customerio-examples/target/customerio-examples.jar list-and-filter
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.examples;

import org.jspecify.annotations.NullMarked;
