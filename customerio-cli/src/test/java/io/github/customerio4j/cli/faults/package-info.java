/** Runs through a proxy that spoils answers: what passes leaves no trace, what lasts is told. */
@NullMarked
package io.github.customerio4j.cli.faults;

import org.jspecify.annotations.NullMarked;
