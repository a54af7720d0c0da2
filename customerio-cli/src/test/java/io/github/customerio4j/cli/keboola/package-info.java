/** Tests of the component runner from outside: its folder, its output and its exit code. */
@NullMarked
package io.github.customerio4j.cli.keboola;

import org.jspecify.annotations.NullMarked;
