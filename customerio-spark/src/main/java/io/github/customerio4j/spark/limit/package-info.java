/** The limit of a workspace, kept by all executors together. */
@NullMarked
package io.github.customerio4j.spark.limit;

import org.jspecify.annotations.NullMarked;
