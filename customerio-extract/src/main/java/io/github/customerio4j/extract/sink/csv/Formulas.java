package io.github.customerio4j.extract.sink.csv;

/** What becomes of texts that a spreadsheet takes for formulas. */
public enum Formulas {
  /** They stand as they came. */
  EXACT,
  /**
   * Texts that begin with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a carriage return
   * get an apostrophe in front. Numbers stay as they are.
   */
  NEUTRALIZED
}
