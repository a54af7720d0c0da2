/** x. */
@NullMarked
package io.github.customerio4j.extract;

import org.jspecify.annotations.NullMarked;
