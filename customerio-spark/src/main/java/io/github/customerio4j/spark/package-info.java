/** Tables of Customer.io workspaces as a data source of Apache Spark. */
@NullMarked
package io.github.customerio4j.spark;

import org.jspecify.annotations.NullMarked;
