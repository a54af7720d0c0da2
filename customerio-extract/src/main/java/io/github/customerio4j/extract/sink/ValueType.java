package io.github.customerio4j.extract.sink;

/** The narrowest type that all values of a column in this run fit, whatever is documented. */
public enum ValueType {
  /** There was no value. */
  NONE,
  /** Whole numbers of at most 18 digits. */
  INTEGER,
  /**
   * Numbers with at most 20 digits before the point and {@link Column#scale} behind it, 18 at most;
   * an exponent is counted in.
   */
  DECIMAL,
  /** Numbers with at most 16,000 digits before the point and behind it. */
  NUMBER,
  /** {@code true} and {@code false}. */
  BOOLEAN,
  /**
   * JSON texts that any database takes: without NUL, lone surrogates and numbers that are longer
   * than 300 digits.
   */
  JSON,
  /** Texts, or values of several kinds. */
  TEXT
}
