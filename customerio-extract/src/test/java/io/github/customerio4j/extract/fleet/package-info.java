@NullMarked
package io.github.customerio4j.extract.fleet;

import org.jspecify.annotations.NullMarked;
