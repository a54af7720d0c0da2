@NullMarked
package io.github.customerio4j.gcs;

import org.jspecify.annotations.NullMarked;
