package io.github.customerio4j.cli.command;

import io.github.customerio4j.sandbox.Sandbox;

/** Runs a command as the documentation says. */
public final class DocumentedCli {
  private DocumentedCli() {}

  /**
   * What a command prints.
   *
   * @param sandbox the workspace, at ten requests a second
   * @param exitCode the exit code that it has to have
   * @param arguments as a user writes them
   * @return both streams
   */
  public static String said(Sandbox sandbox, int exitCode, String... arguments) {
    Cli cli = Cli.of(sandbox).without("CUSTOMERIO_REQUESTS_PER_SECOND");
    int actual = cli.run(arguments);
    if (actual != exitCode) {
      throw new AssertionError("Exit code " + actual + ": " + cli.said());
    }
    return cli.said();
  }
}
