package io.github.customerio4j.client.model.people;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tells Immutables, by its name, that a map's values may be null; the map itself never is. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE_USE)
@interface AllowNulls {}
