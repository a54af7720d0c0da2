package io.github.customerio4j.sandbox.config;

/** The order in which lists of messages, activities and people are paged. */
public enum ListOrder {
  /** By creation, latest first. */
  NEWEST_FIRST,
  /** By creation, earliest first. */
  OLDEST_FIRST,
  /** In an order that looks random and is the same for every request. */
  SHUFFLED
}
