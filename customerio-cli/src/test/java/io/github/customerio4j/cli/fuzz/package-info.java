/** Mutated inputs for the readers of external text, which may throw only their own exceptions. */
@NullMarked
package io.github.customerio4j.cli.fuzz;

import org.jspecify.annotations.NullMarked;
