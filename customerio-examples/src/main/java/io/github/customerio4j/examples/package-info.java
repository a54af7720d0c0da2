/**
 * Programs that show the library at work; {@link io.github.customerio4j.examples.Main} starts them.
 *
 * <pre>{@code
 * java -jar customerio-examples.jar keboola
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.examples;

import org.jspecify.annotations.NullMarked;
