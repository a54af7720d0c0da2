/**
 * Writes tables to files in a folder. A run's files are made in a staging folder and moved into
 * place together.
 *
 * <p>A {@link io.github.customerio4j.extract.sink.file.FileFormat} writes the content of a table's
 * file; {@link io.github.customerio4j.extract.sink.file.FileSink} does the rest. Implement a format
 * of your own for other files.
 */
@NullMarked
package io.github.customerio4j.extract.sink.file;

import org.jspecify.annotations.NullMarked;
