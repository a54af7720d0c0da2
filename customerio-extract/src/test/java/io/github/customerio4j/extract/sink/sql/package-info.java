@NullMarked
package io.github.customerio4j.extract.sink.sql;

import org.jspecify.annotations.NullMarked;
