package io.github.customerio4j.cli.command;

import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.client.error.InvalidRequestException;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.error.PermissionException;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.state.StateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * A command whose options may also stand in a file or in the environment, and whose failures become
 * a line on the error stream and an exit code.
 */
@Command(
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = CliCommand.USER_ERROR,
    exitCodeOnExecutionException = CliCommand.FAILURE)
abstract class CliCommand implements Callable<Integer> {
  /** The user can put it right. */
  static final int USER_ERROR = 1;

  /** It failed otherwise. */
  static final int FAILURE = 2;

  /** Some tables were extracted and others failed. */
  static final int PARTIAL_SUCCESS = 3;

  /** The API gave up waiting for the request. */
  private static final int REQUEST_TIMEOUT = 408;

  private final ProcessContext context;

  @Mixin private final Settings settings;

  CliCommand(ProcessContext context) {
    this.context = context;
    this.settings = new Settings(context.variables());
  }

  @Override
  public final Integer call() {
    try {
      settings.apply();
      return run();
    } catch (IllegalArgumentException
        | StateException
        | AuthenticationException
        | PermissionException e) {
      fail(e);
      return USER_ERROR;
    } catch (InvalidRequestException | NotFoundException e) {
      fail(e);
      // What was accepted for the page before is not for the user to correct.
      return e.isAtCursor() || e.status() == REQUEST_TIMEOUT ? FAILURE : USER_ERROR;
    } catch (CustomerIoException | ExtractionException | UncheckedIOException | IOException e) {
      fail(e);
      return FAILURE;
    }
  }

  /** Says why nothing came of it. */
  void fail(Exception e) {
    context.terminal().err().println(e.getMessage());
  }

  /** Does the work, with every option in its place; returns the exit code. */
  abstract int run() throws IOException;

  final ProcessContext context() {
    return context;
  }
}
