@NullMarked
package io.github.customerio4j.sandbox.junit;

import org.jspecify.annotations.NullMarked;
