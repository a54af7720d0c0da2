package io.github.customerio4j.sandbox.data;

/** A record of a paged list. */
public interface Listed {
  /** Unique among the list's records; later records have larger ones. */
  long sequence();

  /** Unix seconds. */
  long created();
}
