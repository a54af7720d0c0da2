/**
 * Writes tables as JSON lines: a row is the record as the API gave it, one object a line.
 *
 * <pre>{@code
 * TableSink sink =
 *     JsonlDirectorySink.builder(Path.of("out/tables")).compression(Compression.ZSTD).build();
 * }</pre>
 */
@NullMarked
package io.github.customerio4j.extract.sink.jsonl;

import org.jspecify.annotations.NullMarked;
