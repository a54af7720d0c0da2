package io.github.customerio4j.extract.sink;

/** The type of a column's values. Each destination has its own name for it. */
public enum DataType {
  /** No value in this run, so that any type fits. */
  NONE,
  /** Whole numbers of at most 18 digits. */
  INTEGER,
  /**
   * Numbers with at most 20 digits before the point and {@link Column#scale} digits after it, which
   * are at most 18. An exponent is counted in.
   */
  DECIMAL,
  /** Numbers with at most 16,000 digits before the point and at most as many after it. */
  NUMBER,
  /** {@code true} and {@code false}. */
  BOOLEAN,
  /** Times: whole seconds since 1970, UTC. Only documented columns have this type. */
  TIME,
  /**
   * JSON texts that every database accepts: without NUL, lone surrogates and numbers longer than
   * 300 digits.
   */
  JSON,
  /** Any text, and values of several kinds. */
  TEXT
}
