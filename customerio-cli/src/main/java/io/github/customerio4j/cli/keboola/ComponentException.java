package io.github.customerio4j.cli.keboola;

import org.jspecify.annotations.Nullable;

/** Ends the component with a message that says all there is to say: no stack trace is shown. */
final class ComponentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  private ComponentException(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** What whoever wrote {@code config.json} can correct. */
  static ComponentException user(String message, @Nullable Throwable cause) {
    return new ComponentException(ExitCode.USER_ERROR, message, cause);
  }

  static ComponentException user(String message) {
    return user(message, null);
  }

  /** What only whoever runs the component can correct. */
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
