/** Tests of the stored state; {@code StateStoreContract} is for stores of your own too. */
@NullMarked
package io.github.customerio4j.extract.state;

import org.jspecify.annotations.NullMarked;
