/** Tests of durable files. */
@NullMarked
package io.github.customerio4j.extract.io;

import org.jspecify.annotations.NullMarked;
