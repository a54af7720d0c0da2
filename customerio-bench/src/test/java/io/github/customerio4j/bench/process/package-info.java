@NullMarked
package io.github.customerio4j.bench.process;

import org.jspecify.annotations.NullMarked;
