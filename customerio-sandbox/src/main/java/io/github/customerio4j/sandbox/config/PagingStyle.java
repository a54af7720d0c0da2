package io.github.customerio4j.sandbox.config;

/** How well-behaved cursor paging is. */
public enum PagingStyle {
  /** Full pages, each record once. */
  PLAIN,
  /**
   * Some pages are empty although the list continues, and some repeat the record before the border.
   */
  STRANGE
}
