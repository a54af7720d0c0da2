/**
 * One rate limit a workspace across all executors: the driver lends the limit's permits to the
 * executors that have readers of the workspace.
 *
 * <p>{@code WorkspaceLimits} is what readers use. {@code PermitLedger} divides the permits at the
 * driver, {@code PermitAgent} asks for them in each executor; both know neither Spark nor a clock.
 * {@code PermitDriver} and {@code PermitExecutor} connect the two by the plugin's messages.
 */
@NullMarked
package io.github.customerio4j.spark.limit;

import org.jspecify.annotations.NullMarked;
