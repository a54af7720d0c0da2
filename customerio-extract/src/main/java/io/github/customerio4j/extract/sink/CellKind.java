package io.github.customerio4j.extract.sink;

/**
 * What a cell held in the source. Its text alone does not tell: {@code 7} and {@code "7"} look
 * alike.
 */
public enum CellKind {
  /** Absent from this record, or {@code null}; {@link Row#nextField} tells the two apart. */
  NULL,
  /** A string, its escapes decoded. May be empty. */
  STRING,
  /**
   * A number, its text exactly as it arrived: {@code 1.10}, {@code 1e5}, {@code 9007199254740993}.
   */
  NUMBER,
  /** {@code true} or {@code false}. */
  BOOLEAN,
  /** JSON text: an array, an empty object, or a value that its table keeps whole. */
  JSON
}
