/** The rows of tables that are read without a destination. */
@NullMarked
package io.github.customerio4j.cli.rows;

import org.jspecify.annotations.NullMarked;
