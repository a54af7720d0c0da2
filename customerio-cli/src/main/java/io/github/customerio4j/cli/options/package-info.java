/**
 * The options that commands share, from the command line, a file or the environment.
 *
 * <p>A command is a {@code CliCommand} with mixins of this package: which workspace is read, where
 * its tables go, what is extracted. {@code Settings} fills in what the command line leaves open.
 */
@NullMarked
package io.github.customerio4j.cli.options;

import org.jspecify.annotations.NullMarked;
