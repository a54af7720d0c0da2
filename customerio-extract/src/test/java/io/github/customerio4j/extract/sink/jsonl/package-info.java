@NullMarked
package io.github.customerio4j.extract.sink.jsonl;

import org.jspecify.annotations.NullMarked;
