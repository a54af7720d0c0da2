package io.github.customerio4j.client.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a list whose pages are requested by page number or offset instead of a cursor. The list
 * ends at an empty page; a page that is not full may have successors, because the API may return
 * fewer items than requested.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NumberedPages {
  /** The unit of the number. */
  Unit value();

  /** The unit of the number. */
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

    /** The name of the query parameter. */
    public String parameter() {
      return parameter;
    }

    /** The number of the first page. */
    public long first() {
      return first;
    }
  }
}
