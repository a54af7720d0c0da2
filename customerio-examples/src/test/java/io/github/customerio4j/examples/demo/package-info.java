@NullMarked
package io.github.customerio4j.examples.demo;

import org.jspecify.annotations.NullMarked;
