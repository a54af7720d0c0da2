@NullMarked
package io.github.customerio4j.examples.destinations;

import org.jspecify.annotations.NullMarked;
