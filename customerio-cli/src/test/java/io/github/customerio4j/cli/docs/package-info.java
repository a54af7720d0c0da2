/**
 * Keeps the documentation true: its snippets are compiled regions of this package, and what it
 * shows as output is compared with what comes out.
 */
@NullMarked
package io.github.customerio4j.cli.docs;

import org.jspecify.annotations.NullMarked;
