@NullMarked
package io.github.customerio4j.spark;

import org.jspecify.annotations.NullMarked;
