/**
 * Runs an extraction: {@link io.github.customerio4j.extract.Extractor} turns a configuration and a
 * state into tables, a report and the next state.
 */
@NullMarked
package io.github.customerio4j.extract;

import org.jspecify.annotations.NullMarked;
