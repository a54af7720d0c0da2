@NullMarked
package io.github.customerio4j.cli.environment;

import org.jspecify.annotations.NullMarked;
