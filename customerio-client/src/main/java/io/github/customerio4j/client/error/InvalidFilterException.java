package io.github.customerio4j.client.error;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** An audience filter is invalid; the message says where, why, and the remedy. */
public final class InvalidFilterException extends CustomerIoException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /**
   * Creates an exception for a filter that was built in Java.
   *
   * @param message what failed, why, and the remedy
   */
  public InvalidFilterException(String message) {
    this(message, 0, 0, null);
  }

  /**
   * Creates an exception for a filter's JSON text.
   *
   * @param message what failed, why, and the remedy
   * @param line where the fault is, counted from 1
   * @param column where the fault is in that line, counted from 1 in characters
   * @param cause the underlying exception, if any
   */
  public InvalidFilterException(String message, int line, int column, @Nullable Throwable cause) {
    super(message, cause);
    this.line = line;
    this.column = column;
  }

  /** Line of the fault, counted from 1; empty for a filter built in Java. */
  public OptionalInt line() {
    return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
  }

  /** Column of the fault, counted from 1; empty for a filter built in Java. */
  public OptionalInt column() {
    return column == 0 ? OptionalInt.empty() : OptionalInt.of(column);
  }
}
