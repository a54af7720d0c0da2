/**
 * An embedded stand-in for Customer.io's App API: strict as the real one, with data made to be hard
 * to extract.
 *
 * <p>It shares no code with the client or the extractor, so that it can judge both.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.builder().seed(7).size(SandboxSize.TINY).start()) {
 *   String baseUrl = sandbox.baseUrl(); // http://127.0.0.1:PORT/v1/
 *   List<String> everyMessage = sandbox.truth().messages();
 * }
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.sandbox;

import org.jspecify.annotations.NullMarked;
