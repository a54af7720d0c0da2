/**
 * What the environment says about the workspace to read, for every program here.
 *
 * <pre>{@code
 * RunnerEnvironment environment = RunnerEnvironment.of(System.getenv());
 * CustomerIo client = environment.applyTo(CustomerIo.builder(key)).build();
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.cli.environment;

import org.jspecify.annotations.NullMarked;
