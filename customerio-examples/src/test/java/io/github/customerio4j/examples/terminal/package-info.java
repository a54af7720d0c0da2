@NullMarked
package io.github.customerio4j.examples.terminal;

import org.jspecify.annotations.NullMarked;
