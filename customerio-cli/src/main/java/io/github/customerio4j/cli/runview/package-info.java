/**
 * The options by which a command shows its run: {@code --log} and {@code --report}.
 *
 * <pre>{@code
 * @Mixin private Showing showing = new Showing();
 *
 * RunView view = showing.on(terminal);
 * ExtractionReport report = view.run(extractor, config, "Customer.io (EU)", "duckdb:crm.duckdb");
 * view.conclude(report);
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.cli.runview;

import org.jspecify.annotations.NullMarked;
