package io.github.customerio4j.extract.sink;

/** The typing of columns at a destination. */
public enum Typing {
  /**
   * Documented columns have their documented types, other columns the narrowest type that fits all
   * values. Later runs widen a type and never narrow it.
   */
  TYPED,
  /** Every column is text. */
  TEXT
}
