/**
 * JMH benchmarks of the row path, from page bytes to CSV bytes, each with a library that does the
 * same or less for comparison. After {@code mvn package}, from the root of the project:
 *
 * <pre>{@code
 * java -jar customerio-bench/target/customerio-bench.jar jmh RowPath -prof gc
 * }</pre>
 *
 * <p>Instead of {@code RowPath}, {@code Tokenizer} and {@code CsvBenchmark} are possible. The files
 * are written into {@code java.io.tmpdir} and flushed to the disk; a folder in memory there
 * excludes the disk from the measurement.
 */
@NullMarked
package io.github.customerio4j.bench.jmh;

import org.jspecify.annotations.NullMarked;
