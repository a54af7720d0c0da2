@NullMarked
package io.github.customerio4j.cli.demo;

import org.jspecify.annotations.NullMarked;
