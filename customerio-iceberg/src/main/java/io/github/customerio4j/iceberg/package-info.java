/**
 * Writes tables of Apache Iceberg: see {@link io.github.customerio4j.iceberg.IcebergSink}.
 *
 * <p>No Hadoop: data files are written by the Parquet writer of {@code customerio-extract}.
 */
@NullMarked
package io.github.customerio4j.iceberg;

import org.jspecify.annotations.NullMarked;
