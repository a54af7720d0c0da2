package io.github.customerio4j.client.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The key of the response object that holds the result: with {@code @Envelope("message")}, {@code
 * {"message":{"id":"a"}}} returns the message. For a list, absent and null mean empty; for a {@code
 * Paged}, the object's {@code next} is the cursor.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Envelope {
  /** The key. */
  String value();
}
