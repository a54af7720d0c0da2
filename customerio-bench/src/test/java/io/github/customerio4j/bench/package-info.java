@NullMarked
package io.github.customerio4j.bench;

import org.jspecify.annotations.NullMarked;
