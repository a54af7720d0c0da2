/** Tests of the CSV files, their manifests and their commit. */
@NullMarked
package io.github.customerio4j.extract.sink.csv;

import org.jspecify.annotations.NullMarked;
