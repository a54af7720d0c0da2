/** The command that extracts tables, run as a user would. */
@NullMarked
package io.github.customerio4j.cli.command;

import org.jspecify.annotations.NullMarked;
