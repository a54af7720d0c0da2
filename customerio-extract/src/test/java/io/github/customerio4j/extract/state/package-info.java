/** Tests of the stored state; {@code StateStoreContract} is also for your own stores. */
@NullMarked
package io.github.customerio4j.extract.state;

import org.jspecify.annotations.NullMarked;
