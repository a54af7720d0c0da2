/** The command that extracts tables, run as a user would. */
@NullMarked
package io.github.customerio4j.examples.cli;

import org.jspecify.annotations.NullMarked;
