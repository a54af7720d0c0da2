package io.github.customerio4j.bench.process;

/** Thrown if something cannot be measured. */
public final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Describes what cannot be measured, and why. */
  public BenchException(String message) {
    super(message);
  }
}
