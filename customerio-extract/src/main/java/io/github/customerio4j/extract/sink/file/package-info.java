/**
 * A run's files are made in a staging folder and moved into place together.
 *
 * <p>What a table's file holds is a {@link io.github.customerio4j.extract.sink.file.FileFormat}'s
 * matter: implement one for a format of your own, and {@link
 * io.github.customerio4j.extract.sink.file.FileSink} does the rest.
 */
@NullMarked
package io.github.customerio4j.extract.sink.file;

import org.jspecify.annotations.NullMarked;
