package io.github.customerio4j.bench.process;

/** Something could not be measured. */
public final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BenchException(String message) {
    super(message);
  }
}
