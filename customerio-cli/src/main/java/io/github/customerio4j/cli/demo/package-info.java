/**
 * A whole extraction to look at, without an account: a sandbox of the API, every table, a summary.
 *
 * <pre>{@code
 * java -jar customerio.jar demo --out ./customerio-demo
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.cli.demo;

import org.jspecify.annotations.NullMarked;
