/**
 * Tables in buckets of Amazon S3 and of stores that speak its protocol: {@link
 * io.github.customerio4j.s3.S3Store}.
 */
@NullMarked
package io.github.customerio4j.s3;

import org.jspecify.annotations.NullMarked;
