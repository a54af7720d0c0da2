/**
 * The files of tables, on a local disk or in a bucket, with the keys that a catalog hands out:
 * {@link io.github.customerio4j.iceberg.file.LocalFileIO} and {@link
 * io.github.customerio4j.iceberg.file.WarehouseFileIO} for users.
 */
@NullMarked
package io.github.customerio4j.iceberg.file;

import org.jspecify.annotations.NullMarked;
