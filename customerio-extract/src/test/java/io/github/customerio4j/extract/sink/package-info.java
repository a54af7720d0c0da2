/** Tests of the seam for destinations; {@code TableSinkContract} is for sinks of your own too. */
@NullMarked
package io.github.customerio4j.extract.sink;

import org.jspecify.annotations.NullMarked;
