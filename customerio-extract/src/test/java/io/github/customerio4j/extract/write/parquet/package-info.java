@NullMarked
package io.github.customerio4j.extract.write.parquet;

import org.jspecify.annotations.NullMarked;
