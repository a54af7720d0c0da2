/**
 * The seam to buckets: what a destination needs of an object store. Each cloud is an artifact of
 * its own that implements {@link io.github.customerio4j.extract.sink.object.ObjectStore}.
 */
@NullMarked
package io.github.customerio4j.extract.sink.object;

import org.jspecify.annotations.NullMarked;
