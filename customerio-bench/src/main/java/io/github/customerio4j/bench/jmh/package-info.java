/**
 * JMH benchmarks of the row path, page bytes to CSV bytes, each against a library that does the
 * same or less. From the project's root:
 *
 * <pre>{@code
 * mvn -q -pl customerio-extract -am test-compile
 * mvn -q -pl customerio-extract dependency:build-classpath \
 *     -Dmdep.outputFile=target/test.classpath
 * java -cp customerio-extract/target/test-classes:customerio-extract/target/classes:$(cat \
 *     customerio-extract/target/test.classpath) org.openjdk.jmh.Main RowPath -prof gc
 * }</pre>
 *
 * <p>{@code RowPath} may be {@code Tokenizer} or {@code CsvBenchmark}. The files are made in {@code
 * java.io.tmpdir} and flushed to the disk; a folder in memory there leaves the disk out.
 */
@NullMarked
package io.github.customerio4j.bench.jmh;

import org.jspecify.annotations.NullMarked;
