/**
 * The {@code bench} command: measures the bounds of speed and memory that the project promises. The
 * measured program and the sandbox run in separate processes.
 */
@NullMarked
package io.github.customerio4j.bench;

import org.jspecify.annotations.NullMarked;
