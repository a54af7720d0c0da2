@NullMarked
package io.github.customerio4j.extract.sink.parquet;

import org.jspecify.annotations.NullMarked;
