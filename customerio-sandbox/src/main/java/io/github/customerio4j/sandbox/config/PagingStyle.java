package io.github.customerio4j.sandbox.config;

/** How well-behaved cursor paging is. */
public enum PagingStyle {
  /** Full pages, each record once. */
  PLAIN,
  /** Some pages are empty though the list goes on, some repeat the record before the border. */
  STRANGE
}
