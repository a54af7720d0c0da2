/** The options of commands that show a run. */
@NullMarked
package io.github.customerio4j.examples.showing;

import org.jspecify.annotations.NullMarked;
