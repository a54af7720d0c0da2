/** Checks what is handed out: the launcher, the archive's description, the image's. */
@NullMarked
package io.github.customerio4j.cli.distribution;

import org.jspecify.annotations.NullMarked;
