package io.github.customerio4j.extract.sink;

/** What types columns get. */
public enum Typing {
  /**
   * Those that the API documents; for other columns the narrowest that all values fit, widened by
   * later runs and never narrowed.
   */
  TYPED,
  /** Text, whatever the values are. */
  TEXT
}
