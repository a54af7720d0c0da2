/** Tests of what is distributed: the launcher, the archive and the image. */
@NullMarked
package io.github.customerio4j.cli.distribution;

import org.jspecify.annotations.NullMarked;
