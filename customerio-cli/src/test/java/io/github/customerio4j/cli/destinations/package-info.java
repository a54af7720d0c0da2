@NullMarked
package io.github.customerio4j.cli.destinations;

import org.jspecify.annotations.NullMarked;
