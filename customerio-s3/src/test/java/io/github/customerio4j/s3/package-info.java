@NullMarked
package io.github.customerio4j.s3;

import org.jspecify.annotations.NullMarked;
