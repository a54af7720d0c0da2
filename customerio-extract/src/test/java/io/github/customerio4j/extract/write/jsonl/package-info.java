@NullMarked
package io.github.customerio4j.extract.write.jsonl;

import org.jspecify.annotations.NullMarked;
