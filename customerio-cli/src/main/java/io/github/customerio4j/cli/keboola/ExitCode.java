package io.github.customerio4j.cli.keboola;

/** The exit codes by which the component reports its result to the platform. */
enum ExitCode {
  /** The action succeeded. */
  SUCCESS(0),
  /** The user has to correct the configuration; the platform shows the message to the user. */
  USER_ERROR(1),
  /** Any other failure; the message goes to the platform's logs. */
  APPLICATION_ERROR(2);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
