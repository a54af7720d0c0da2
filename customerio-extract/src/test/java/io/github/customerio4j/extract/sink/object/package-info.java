@NullMarked
package io.github.customerio4j.extract.sink.object;

import org.jspecify.annotations.NullMarked;
