/** The options of commands that show a run. */
@NullMarked
package io.github.customerio4j.cli.runview;

import org.jspecify.annotations.NullMarked;
