@NullMarked
package io.github.customerio4j.bench.point;

import org.jspecify.annotations.NullMarked;
