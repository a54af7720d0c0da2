/** x. */
@NullMarked
package io.github.customerio4j.client;

import org.jspecify.annotations.NullMarked;
