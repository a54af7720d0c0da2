@NullMarked
package io.github.customerio4j.examples.bench;

import org.jspecify.annotations.NullMarked;
