package io.github.customerio4j.cli.options;

/** One of the two words that an option takes. */
enum EnumChoice {
  FIRST,
  SECOND;

  /**
   * Tells which it is.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static EnumChoice of(String option, String value, String first, String second) {
    if (!value.equals(first) && !value.equals(second)) {
      throw new IllegalArgumentException(
          "Cannot use " + option + " \"" + value + "\": write " + first + " or " + second + ".");
    }
    return value.equals(first) ? FIRST : SECOND;
  }

  boolean isFirst() {
    return this == FIRST;
  }
}
