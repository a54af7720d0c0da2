@NullMarked
package io.github.customerio4j.examples.environment;

import org.jspecify.annotations.NullMarked;
