/** Tests of the rate limit that executors share. */
@NullMarked
package io.github.customerio4j.spark.limit;

import org.jspecify.annotations.NullMarked;
