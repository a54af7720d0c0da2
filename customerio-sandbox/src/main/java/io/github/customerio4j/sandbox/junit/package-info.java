/**
 * A JUnit 5 extension that runs a sandbox for a test: {@link
 * io.github.customerio4j.sandbox.junit.CustomerIoSandbox}.
 *
 * <p>It needs {@code org.junit.jupiter:junit-jupiter-api}, which the tests that use it have anyway.
 */
@NullMarked
package io.github.customerio4j.sandbox.junit;

import org.jspecify.annotations.NullMarked;
