@NullMarked
package io.github.customerio4j.azure;

import org.jspecify.annotations.NullMarked;
