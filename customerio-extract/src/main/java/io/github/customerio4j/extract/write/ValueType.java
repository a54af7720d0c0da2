package io.github.customerio4j.extract.write;

/** The narrowest type that all values of a column in this run fit, whatever is documented. */
public enum ValueType {
  /** There was no value. */
  NONE,
  /** Whole numbers of at most 18 digits. */
  INTEGER,
  /** Numbers of any length, with or without a fraction or an exponent. */
  NUMBER,
  /** {@code true} and {@code false}. */
  BOOLEAN,
  /** JSON texts. */
  JSON,
  /** Texts, or values of several kinds. */
  TEXT;

  /** The narrowest type that fits the values of both. */
  public ValueType or(ValueType other) {
    if (this == other || other == NONE) {
      return this;
    }
    if (this == NONE) {
      return other;
    }
    boolean areNumbers =
        (this == INTEGER || this == NUMBER) && (other == INTEGER || other == NUMBER);
    return areNumbers ? NUMBER : TEXT;
  }
}
