/**
 * Keeps two runs from using the same folder or file at once, also when they are in different
 * processes.
 *
 * <p>The engine's own; no user meets it.
 */
@NullMarked
package io.github.customerio4j.extract.io;

import org.jspecify.annotations.NullMarked;
