/** The component runner, judged from outside: its folder, its streams and its exit code. */
@NullMarked
package io.github.customerio4j.cli.keboola;

import org.jspecify.annotations.NullMarked;
