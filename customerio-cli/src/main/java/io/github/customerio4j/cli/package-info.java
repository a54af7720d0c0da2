/**
 * Programs that show the library at work; {@link io.github.customerio4j.cli.Main} starts them.
 *
 * <pre>{@code
 * java -jar customerio.jar keboola
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.cli;

import org.jspecify.annotations.NullMarked;
