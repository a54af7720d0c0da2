/**
 * Short programs that show one use of the library each. They read the workspace that the
 * environment names, or a sandbox on this machine if it names none.
 *
 * <pre>{@code
 * java -cp customerio-examples/target/customerio-examples.jar \
 *     io.github.customerio4j.examples.ListAndFilter
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.examples;

import org.jspecify.annotations.NullMarked;
