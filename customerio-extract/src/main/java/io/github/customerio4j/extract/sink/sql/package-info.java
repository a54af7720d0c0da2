/**
 * Tables of a SQL database: all of a run's tables, and the state, become visible in one transaction
 * of the database.
 */
@NullMarked
package io.github.customerio4j.extract.sink.sql;

import org.jspecify.annotations.NullMarked;
