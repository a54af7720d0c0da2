package io.github.customerio4j.client.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a list's pages are asked for by a number instead of a cursor. The list is at its end
 * when a page is empty; one that is not full does not say so, because the API may allow fewer than
 * were asked for.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NumberedPages {
  /** What is counted. */
  Unit value();

  /** What the number counts. */
  enum Unit {
    /** Pages, from 1: {@code page}. */
    PAGE("page", 1),
    /** Items, from 0: {@code offset}. */
    ITEM("offset", 0);

    private final String parameter;
    private final long first;

    Unit(String parameter, long first) {
      this.parameter = parameter;
      this.first = first;
    }

    /** The query's parameter. */
    public String parameter() {
      return parameter;
    }

    /** The number of the first page. */
    public long first() {
      return first;
    }
  }
}
