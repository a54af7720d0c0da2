/**
 * Checks the documentation: its snippets are compiled regions of this package, and the output that
 * it shows is compared with the actual output.
 */
@NullMarked
package io.github.customerio4j.cli.docs;

import org.jspecify.annotations.NullMarked;
