package io.github.customerio4j.cli.keboola;

import org.jspecify.annotations.Nullable;

/** Ends the component with a message for people, without a stack trace. */
final class ComponentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  private ComponentException(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** A failure that a change of {@code config.json} corrects. */
  static ComponentException user(String message, @Nullable Throwable cause) {
    return new ComponentException(ExitCode.USER_ERROR, message, cause);
  }

  static ComponentException user(String message) {
    return user(message, null);
  }

  /** A failure that only the operator of the component can correct. */
  static ComponentException application(String message, @Nullable Throwable cause) {
    return new ComponentException(ExitCode.APPLICATION_ERROR, message, cause);
  }

  static ComponentException application(String message) {
    return application(message, null);
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
