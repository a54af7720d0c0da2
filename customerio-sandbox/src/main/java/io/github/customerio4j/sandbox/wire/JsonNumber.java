package io.github.customerio4j.sandbox.wire;

/** A JSON number as it was written, so that {@code 1.10} and 2^53 + 1 survive. */
public record JsonNumber(String text) {

  @Override
  public String toString() {
    return text;
  }
}
