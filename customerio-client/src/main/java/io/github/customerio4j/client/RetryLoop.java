package io.github.customerio4j.client;

import dev.failsafe.Call;
import dev.failsafe.ExecutionContext;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.ContextualSupplier;
import io.github.customerio4j.client.http.AttemptFailedException;
import io.github.customerio4j.client.http.Deadline;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Runs work until it succeeds, attempts or time run out, or its scope is closed. Failsafe does the
 * loop, the waits and the cancellation. This class computes the waits itself: Failsafe's jitter
 * would shorten a {@code Retry-After}, and a wait past the deadline is useless.
 */
final class RetryLoop {
  /** One attempt: returns the result or throws {@link AttemptFailedException}. */
  @FunctionalInterface
  interface Work<T> {
    T attempt(ExecutionContext<T> context, int number);
  }

  /** Receives an event when another attempt follows. */
  @FunctionalInterface
  interface RetryObserver {
    void retryScheduled(int failedAttempt, Duration delay, String reason);
  }

  private static final RetryPolicy<Object> POLICY =
      RetryPolicy.builder()
          .handle(RetrySignal.class)
          .withMaxAttempts(-1) // RetrySignal is thrown only while attempts are left.
          .withDelayFnOn(
              context -> ((RetrySignal) context.getLastException()).delay, RetrySignal.class)
          .build();

  private final RetryOptions options;
  private final Deadline deadline;
  private final CallScope scope;
  private final String operation;
  private final RetryObserver observer;

  /**
   * @param operation names the work in messages, in the form "GET /v1/messages"
   */
  RetryLoop(
      RetryOptions options,
      Deadline deadline,
      CallScope scope,
      String operation,
      RetryObserver observer) {
    this.options = options;
    this.deadline = deadline;
    this.scope = scope;
    this.operation = operation;
    this.observer = observer;
  }

  <T> T run(Work<T> work) {
    ContextualSupplier<T, T> attempt = context -> attempt(context, work);
    Call<T> call = Failsafe.with(POLICY).newCall(attempt);
    Runnable cancellation = () -> call.cancel(true);
    scope.register(cancellation);
    try {
      return call.execute();
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw scope.interrupted(operation, e);
      }
      throw e;
    } catch (RetrySignal e) {
      scope.requireOpen(operation); // Cancelled while it waited.
      throw e.error;
    } finally {
      scope.unregister(cancellation);
    }
  }

  private <T> T attempt(ExecutionContext<T> context, Work<T> work) {
    int number = context.getAttemptCount() + 1;
    scope.requireOpen(operation);
    try {
      return work.attempt(context, number);
    } catch (AttemptFailedException failed) {
      scope.requireOpen(operation);
      Duration delay = failed.retryAfter().filter(wait -> !wait.isZero()).orElse(backOff(number));
      boolean retry =
          failed.isRetryable()
              && number < options.maxAttempts()
              && delay.compareTo(deadline.remaining()) < 0;
      if (!retry) {
        throw failed.error();
      }
      observer.retryScheduled(number, delay, String.valueOf(failed.getMessage()));
      throw new RetrySignal(failed.error(), delay);
    }
  }

  /**
   * Doubles with each attempt; a random part of it, at least half, so that threads do not retry at
   * the same time.
   */
  private Duration backOff(int failures) {
    double doubled = options.firstDelay().toNanos() * Math.pow(2, failures - 1.0);
    double longest = Math.min(doubled, (double) options.maxDelay().toNanos());
    return Duration.ofNanos((long) (longest * ThreadLocalRandom.current().nextDouble(0.5, 1)));
  }

  /** Tells the retry policy to try again. */
  private static final class RetrySignal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException error;
    private final Duration delay;

    RetrySignal(RuntimeException error, Duration delay) {
      super(error.getMessage(), error, false, false);
      this.error = error;
      this.delay = delay;
    }
  }
}
