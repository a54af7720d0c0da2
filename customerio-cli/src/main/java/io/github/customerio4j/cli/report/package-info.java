/**
 * A page about a run: one HTML file with its tables, times, requests, warnings and changes.
 *
 * <pre>{@code
 * RunPage page = RunPage.into(Path.of("run.html"), facts, Clock.systemUTC());
 * try {
 *   page.committed(Extractor.builder().listener(page.listener())…build().run(config));
 * } catch (RuntimeException e) {
 *   page.failed(e.getMessage());
 *   throw e;
 * }
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.cli.report;

import org.jspecify.annotations.NullMarked;
