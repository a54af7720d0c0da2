package io.github.customerio4j.client.api;

import io.github.customerio4j.client.paging.PagingStyle;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a list is paged, if not by an opaque cursor. A counted list ends at an empty page, at a page
 * that repeats the one before it, or once it has as many items as {@code meta.pagination.total}
 * says. A page that is not full may have successors, because the API may return fewer items than
 * requested.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface PagedBy {
  /** The style of its paging. */
  PagingStyle value();
}
