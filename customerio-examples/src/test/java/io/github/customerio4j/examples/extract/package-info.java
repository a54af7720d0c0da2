/** The command that extracts tables, run as a user would. */
@NullMarked
package io.github.customerio4j.examples.extract;

import org.jspecify.annotations.NullMarked;
