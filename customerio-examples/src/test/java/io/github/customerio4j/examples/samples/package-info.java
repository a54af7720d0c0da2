@NullMarked
package io.github.customerio4j.examples.samples;

import org.jspecify.annotations.NullMarked;
