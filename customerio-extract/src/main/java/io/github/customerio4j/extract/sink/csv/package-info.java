/**
 * Writes tables as CSV files, each with a manifest for Keboola beside it.
 *
 * <pre>{@code
 * TableSink sink = FileSink.builder(Path.of("out/tables"), CsvFormat.standard()).build();
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.extract.sink.csv;

import org.jspecify.annotations.NullMarked;
