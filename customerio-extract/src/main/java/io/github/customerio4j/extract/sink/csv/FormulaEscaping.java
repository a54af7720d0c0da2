package io.github.customerio4j.extract.sink.csv;

/** How to write texts that a spreadsheet takes for formulas. */
public enum FormulaEscaping {
  /** Writes them unchanged. */
  NONE,
  /**
   * Puts an apostrophe before texts that begin with {@code =}, {@code +}, {@code -}, {@code @}, a
   * tab or a carriage return. Numbers stay as they are.
   */
  APOSTROPHE
}
