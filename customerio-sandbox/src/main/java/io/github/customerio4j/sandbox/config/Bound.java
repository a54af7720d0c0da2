package io.github.customerio4j.sandbox.config;

/** Whether a bound of a time window belongs to the window. */
public enum Bound {
  /** The second of the bound is inside. */
  INCLUSIVE,
  /** The second of the bound is outside. */
  EXCLUSIVE
}
