/** Mutated input for all that reads text from outside: nothing but its own errors may come out. */
@NullMarked
package io.github.customerio4j.cli.fuzz;

import org.jspecify.annotations.NullMarked;
