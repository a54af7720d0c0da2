package io.github.customerio4j.cli.options;

import io.github.customerio4j.client.error.ApiException;
import io.github.customerio4j.client.error.AuthenticationException;
import io.github.customerio4j.client.error.CustomerIoException;
import io.github.customerio4j.client.error.InvalidRequestException;
import io.github.customerio4j.client.error.NotFoundException;
import io.github.customerio4j.client.error.PermissionException;
import io.github.customerio4j.extract.report.ExtractionException;
import io.github.customerio4j.extract.state.StateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
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
public abstract class CliCommand implements Callable<Integer> {
  /** The user can put it right. */
  public static final int USER_ERROR = 1;

  /** It failed otherwise. */
  public static final int FAILURE = 2;

  /** Some tables were extracted and others failed. */
  public static final int PARTIAL_SUCCESS = 3;

  /** The API gave up waiting for the request. */
  private static final int REQUEST_TIMEOUT = 408;

  private final ProcessContext context;

  @Mixin private final Settings settings;

  /** A command whose options may stand in a file as those of {@code extract}. */
  protected CliCommand(ProcessContext context) {
    this(context, new FileSettings(context.variables()));
  }

  /** A command with settings of its own. */
  protected CliCommand(ProcessContext context, Settings settings) {
    this.context = context;
    this.settings = settings;
  }

  @Override
  public final Integer call() {
    try {
      settings.apply();
      return run();
    } catch (IOException e) {
      fail(e);
      return FAILURE;
    } catch (RuntimeException e) {
      OptionalInt code = exitCode(e);
      if (code.isEmpty()) {
        throw e;
      }
      fail(e);
      return code.getAsInt();
    }
  }

  /** The exit code of a failure; empty if it is a defect of the program. */
  public static OptionalInt exitCode(Exception e) {
    if (e instanceof IllegalArgumentException
        || e instanceof StateException
        || e instanceof AuthenticationException
        || e instanceof PermissionException) {
      return OptionalInt.of(USER_ERROR);
    }
    if (e instanceof InvalidRequestException || e instanceof NotFoundException) {
      ApiException refusal = (ApiException) e;
      // What was accepted for the page before is not for the user to correct.
      return OptionalInt.of(
          refusal.isAtCursor() || refusal.status() == REQUEST_TIMEOUT ? FAILURE : USER_ERROR);
    }
    return e instanceof CustomerIoException
            || e instanceof ExtractionException
            || e instanceof UncheckedIOException
            || e instanceof IOException
        ? OptionalInt.of(FAILURE)
        : OptionalInt.empty();
  }

  /** Says why nothing came of it. */
  protected void fail(Exception e) {
    context.terminal().err().println(e.getMessage());
  }

  /** Does the work, with every option in its place; returns the exit code. */
  protected abstract int run() throws IOException;

  protected final ProcessContext context() {
    return context;
  }
}
