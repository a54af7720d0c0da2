/** The page about a run, read as XML and looked at by a browser. */
@NullMarked
package io.github.customerio4j.cli.report;

import org.jspecify.annotations.NullMarked;
