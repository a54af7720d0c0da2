package io.github.customerio4j.client.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an operation that makes something: the client sends it again only if it certainly was not
 * carried out (no connection, or refused with 429). Otherwise a lost answer is an {@link
 * io.github.customerio4j.client.error.OutcomeUnknownException}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NotIdempotent {}
