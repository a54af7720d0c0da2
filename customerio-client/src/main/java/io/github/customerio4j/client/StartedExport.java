package io.github.customerio4j.client;

import io.github.customerio4j.client.api.ExportJob;
import io.github.customerio4j.client.error.CallTimeoutException;
import io.github.customerio4j.client.error.ExportFailedException;
import io.github.customerio4j.client.http.AttemptFailedException;
import io.github.customerio4j.client.http.AttemptFailedException.Remedy;
import io.github.customerio4j.client.http.Deadline;
import io.github.customerio4j.client.model.constant.ExportStatus;
import io.github.customerio4j.client.model.workspace.Export;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;

/** Polls an export until it is done. */
final class StartedExport implements ExportJob {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final double GROWTH = 1.5;

  /** The time of the last question itself. */
  private static final Duration MARGIN = Duration.ofMillis(50);

  private final Connections connections;
  private final CallScope scope;
  private final LongFunction<Export> ask;
  private volatile Export export;

  /**
   * @param ask asks the API for an export by its id
   * @param export the export as the API described it first
   */
  StartedExport(Connections connections, CallScope scope, LongFunction<Export> ask, Export export) {
    this.connections = connections;
    this.scope = scope;
    this.ask = ask;
    this.export = export;
  }

  @Override
  public Export export() {
    return export;
  }

  @Override
  public Export await(Duration timeout) {
    Objects.requireNonNull(timeout, "timeout");
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "Cannot "
              + operation()
              + " with timeout "
              + timeout
              + ": give a time above zero and at most a day.");
    }
    RetryOptions untilDone =
        RetryOptions.builder().maxAttempts(Integer.MAX_VALUE).deadline(timeout).build();
    Deadline deadline = new Deadline(timeout, Optional.empty());
    deadline.start();
    RetryLoop polls =
        new RetryLoop(untilDone, deadline, scope, operation(), (attempt, delay, reason) -> {});
    return polls.run((context, number) -> poll(number, deadline));
  }

  @Override
  public InputStream awaitAndOpen(Duration timeout) throws IOException {
    return new ExportDownload(connections, scope, await(timeout).id()).open();
  }

  private Export poll(int number, Deadline deadline) {
    if (number > 1) {
      export = ask.apply(export.id());
    }
    if (export.failed() || export.status().filter(ExportStatus.FAILED::equals).isPresent()) {
      throw new ExportFailedException(
          "Cannot "
              + operation()
              + ": Customer.io says that it failed. Create another one; if that fails, too, narrow"
              + " its filter.",
          export.id());
    }
    if (export.status().filter(ExportStatus.DONE::equals).isPresent()) {
      return export;
    }
    throw notDone(number, deadline);
  }

  private AttemptFailedException notDone(int number, Deadline deadline) {
    double grown = FIRST_PAUSE.toMillis() * Math.pow(GROWTH, number - 1.0);
    Duration pause = Duration.ofMillis((long) Math.min(grown, (double) LONGEST_PAUSE.toMillis()));
    Duration left = deadline.remaining().minus(MARGIN);
    Duration next = pause.compareTo(left) < 0 ? pause : left;
    String reason = "it is not done";
    boolean isLate = next.isNegative() || next.isZero();
    return new AttemptFailedException(
        new CallTimeoutException(
            "Cannot "
                + operation()
                + ": it is not done within "
                + deadline.length()
                + ". Customer.io still works on it: wait longer, or await it later with"
                + " exports().job("
                + export.id()
                + ").",
            deadline.length(),
            null),
        reason,
        isLate ? Remedy.GIVE_UP : Remedy.TRY_AGAIN,
        isLate ? Optional.empty() : Optional.of(next));
  }

  private String operation() {
    return "read export " + export.id();
  }

  /** Contains the id. */
  @Override
  public String toString() {
    return "ExportJob(" + export.id() + ")";
  }
}
