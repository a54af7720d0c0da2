package io.github.customerio4j.sandbox;

/** A JSON number as it was written, so that {@code 1.10} and 2^53 + 1 survive. */
record JsonNumber(String text) {

  @Override
  public String toString() {
    return text;
  }
}
