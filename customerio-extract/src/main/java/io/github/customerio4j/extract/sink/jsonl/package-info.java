/**
 * Writes tables as JSON lines: a row is the record as the API gave it, one object per line.
 *
 * <pre>{@code
 * TableSink sink = FileSink.builder(Path.of("out/tables"), JsonlFormat.zstd()).build();
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.extract.sink.jsonl;

import org.jspecify.annotations.NullMarked;
