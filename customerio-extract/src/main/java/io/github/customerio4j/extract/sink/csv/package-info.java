/**
 * Writes tables as CSV files, each with a manifest for Keboola beside it.
 *
 * <pre>{@code
 * TableSink sink = CsvDirectorySink.builder(Path.of("out/tables")).build();
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.extract.sink.csv;

import org.jspecify.annotations.NullMarked;
