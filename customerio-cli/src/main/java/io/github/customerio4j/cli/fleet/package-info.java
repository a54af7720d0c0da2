/**
 * The commands for many workspaces: {@code fleet} and {@code fleet check}.
 *
 * <p>A file names the workspaces. Each of them is what the file of {@code extract} is: the same
 * options, read by the same classes.
 */
@NullMarked
package io.github.customerio4j.cli.fleet;

import org.jspecify.annotations.NullMarked;
