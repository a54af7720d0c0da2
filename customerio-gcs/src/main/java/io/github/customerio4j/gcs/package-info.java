/**
 * Tables in buckets of Google Cloud Storage: {@link io.github.customerio4j.gcs.GcsStore}.
 * Experimental.
 */
@NullMarked
package io.github.customerio4j.gcs;

import org.jspecify.annotations.NullMarked;
