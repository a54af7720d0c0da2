package io.github.customerio4j.client.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an operation that creates something: the client sends it again only if it certainly was not
 * carried out (no connection, or rejected with 429). Otherwise a lost answer leads to an {@link
 * io.github.customerio4j.client.error.OutcomeUnknownException}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NotIdempotent {}
