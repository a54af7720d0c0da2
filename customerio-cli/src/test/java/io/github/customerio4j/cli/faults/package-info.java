/** Runs through a proxy that damages responses. */
@NullMarked
package io.github.customerio4j.cli.faults;

import org.jspecify.annotations.NullMarked;
