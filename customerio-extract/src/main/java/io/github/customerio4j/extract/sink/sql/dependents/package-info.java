/**
 * What depends on a table of PostgreSQL: views are saved, dropped and created again around a change
 * of a column's type, and whatever cannot be is named before anything changes.
 */
@NullMarked
package io.github.customerio4j.extract.sink.sql.dependents;

import org.jspecify.annotations.NullMarked;
