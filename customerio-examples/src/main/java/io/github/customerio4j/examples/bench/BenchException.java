package io.github.customerio4j.examples.bench;

/** Something could not be measured. */
final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchException(String message) {
    super(message);
  }
}
