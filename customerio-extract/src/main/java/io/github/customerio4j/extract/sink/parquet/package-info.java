/**
 * Tables as Parquet files: typed columns, compressed by Zstandard, in row groups that fit a small
 * heap.
 */
@NullMarked
package io.github.customerio4j.extract.sink.parquet;

import org.jspecify.annotations.NullMarked;
