/** Runs into every destination, whose rows are compared with the records of the sandbox. */
@NullMarked
package io.github.customerio4j.cli.destinations;

import org.jspecify.annotations.NullMarked;
