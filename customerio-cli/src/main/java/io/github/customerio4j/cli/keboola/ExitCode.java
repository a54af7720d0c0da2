package io.github.customerio4j.cli.keboola;

/** How a component tells the platform what became of it. */
enum ExitCode {
  /** All is in place. */
  SUCCESS(0),
  /** Somebody has to correct the configuration; the message is shown to them. */
  USER_ERROR(1),
  /** Anything else that went wrong; the message goes to the platform's logs. */
  APPLICATION_ERROR(2);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
