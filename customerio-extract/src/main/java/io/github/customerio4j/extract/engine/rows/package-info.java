/**
 * One table as rows that are used while they are read, and its division into parts.
 *
 * <p>Internal.
 */
@NullMarked
package io.github.customerio4j.extract.engine.rows;

import org.jspecify.annotations.NullMarked;
