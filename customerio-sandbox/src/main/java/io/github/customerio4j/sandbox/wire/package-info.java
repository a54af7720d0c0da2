/**
 * JSON texts and responses as they are sent.
 *
 * <p>Internal to the sandbox.
 */
@NullMarked
package io.github.customerio4j.sandbox.wire;

import org.jspecify.annotations.NullMarked;
