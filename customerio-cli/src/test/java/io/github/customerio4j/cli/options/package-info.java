/** Tests of what options mean. */
@NullMarked
package io.github.customerio4j.cli.options;

import org.jspecify.annotations.NullMarked;
