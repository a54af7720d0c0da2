/** Tests of the commands for many workspaces. */
@NullMarked
package io.github.customerio4j.cli.fleet;

import org.jspecify.annotations.NullMarked;
