/**
 * An extraction from the command line: what to fetch by options, the outcome by the exit code.
 *
 * <pre>{@code
 * java -jar customerio-examples.jar extract --to csv:./crm --tables campaigns,messages
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.examples.cli;

import org.jspecify.annotations.NullMarked;
