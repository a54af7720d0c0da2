/** The names and types of columns at destinations that have types. */
@NullMarked
package io.github.customerio4j.extract.write.typed;

import org.jspecify.annotations.NullMarked;
