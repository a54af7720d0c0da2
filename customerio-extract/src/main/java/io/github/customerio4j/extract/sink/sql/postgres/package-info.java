/**
 * What only PostgreSQL has: its addresses, its declared keys, its form of JSON, patient locks, and
 * views that are created again around a change of a column's type.
 */
@NullMarked
package io.github.customerio4j.extract.sink.sql.postgres;

import org.jspecify.annotations.NullMarked;
