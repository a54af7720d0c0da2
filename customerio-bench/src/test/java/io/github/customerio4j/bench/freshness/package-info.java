@NullMarked
package io.github.customerio4j.bench.freshness;

import org.jspecify.annotations.NullMarked;
