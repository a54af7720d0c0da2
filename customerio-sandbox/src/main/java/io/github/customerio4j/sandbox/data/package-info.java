/**
 * The workspace of a sandbox and the generators of its data.
 *
 * <p>Internal to the sandbox.
 */
@NullMarked
package io.github.customerio4j.sandbox.data;

import org.jspecify.annotations.NullMarked;
