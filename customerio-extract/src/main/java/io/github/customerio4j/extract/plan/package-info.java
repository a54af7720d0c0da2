/**
 * Cuts the time to extract into windows that the API answers whole.
 *
 * <p>The engine's own; no user meets it.
 */
@NullMarked
package io.github.customerio4j.extract.plan;

import org.jspecify.annotations.NullMarked;
