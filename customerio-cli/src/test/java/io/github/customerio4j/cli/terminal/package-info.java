@NullMarked
package io.github.customerio4j.cli.terminal;

import org.jspecify.annotations.NullMarked;
