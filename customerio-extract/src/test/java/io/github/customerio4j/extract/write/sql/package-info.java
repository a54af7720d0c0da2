@NullMarked
package io.github.customerio4j.extract.write.sql;

import org.jspecify.annotations.NullMarked;
