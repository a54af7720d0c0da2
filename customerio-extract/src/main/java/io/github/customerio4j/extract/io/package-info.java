/**
 * Files that must outlast a crash, and locks that keep two runs from using the same folder or file,
 * also in different processes; and the JSON object of fields that have no column.
 *
 * <p>Internal; not part of the public API.
 */
@NullMarked
package io.github.customerio4j.extract.io;

import org.jspecify.annotations.NullMarked;
