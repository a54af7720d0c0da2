/**
 * The check of an extraction before it runs: a small request for each table tells what the key may
 * read.
 *
 * <p>Internal.
 */
@NullMarked
package io.github.customerio4j.extract.engine.check;

import org.jspecify.annotations.NullMarked;
