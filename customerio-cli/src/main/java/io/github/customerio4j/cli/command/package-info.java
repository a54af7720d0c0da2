/**
 * The command line: what to do by options, a file or the environment, the outcome by the exit code.
 *
 * <pre>{@code
 * customerio extract --to csv:./crm --tables campaigns,messages
 * }</pre>
 *
 * <p>A command is a {@code CliCommand}, made of mixins that several share.
 */
@NullMarked
package io.github.customerio4j.cli.command;

import org.jspecify.annotations.NullMarked;
