@NullMarked
package io.github.customerio4j.examples;

import org.jspecify.annotations.NullMarked;
