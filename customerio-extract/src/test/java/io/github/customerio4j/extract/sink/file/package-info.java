@NullMarked
package io.github.customerio4j.extract.sink.file;

import org.jspecify.annotations.NullMarked;
