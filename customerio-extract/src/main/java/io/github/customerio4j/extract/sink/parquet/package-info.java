/**
 * Writes tables as Parquet files: typed columns, compressed by Zstandard, in row groups that fit a
 * small heap.
 *
 * <pre>{@code
 * TableSink sink = FileSink.builder(Path.of("crm"), ParquetFormat.standard()).build();
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.extract.sink.parquet;

import org.jspecify.annotations.NullMarked;
