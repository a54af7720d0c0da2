package io.github.customerio4j.extract.sink;

/**
 * The kind of value that a cell had in the source. The text alone does not show it: {@code 7} and
 * {@code "7"} have the same text.
 */
public enum CellKind {
  /** Absent from this record, or {@code null}; {@link Row#nextField} distinguishes the two. */
  NULL,
  /** A string, its escapes decoded. May be empty. */
  STRING,
  /**
   * A number, its text exactly as it arrived: {@code 1.10}, {@code 1e5}, {@code 9007199254740993}.
   */
  NUMBER,
  /** {@code true} or {@code false}. */
  BOOLEAN,
  /** JSON text: an array, an empty object, or a value that its table does not flatten. */
  JSON
}
