package io.github.customerio4j.client.http;

import java.time.Duration;
import java.util.Optional;

/** The failure of one attempt, with what {@code RetryLoop} needs to decide what to do. */
public final class AttemptFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What to do after a failure. */
  public enum Remedy {
    TRY_AGAIN,
    GIVE_UP
  }

  private final RuntimeException error;
  private final Remedy remedy;

  @SuppressWarnings("serial") // Never leaves its thread.
  private final Optional<Duration> retryAfter;

  public AttemptFailedException(RuntimeException error, String reason, Remedy remedy) {
    this(error, reason, remedy, Optional.empty());
  }

  /**
   * @param error the exception that the caller receives if there is no further attempt
   * @param reason why the attempt failed, without the advice that only the last error gives
   * @param remedy what to do
   * @param retryAfter how long the server asked to wait
   */
  public AttemptFailedException(
      RuntimeException error, String reason, Remedy remedy, Optional<Duration> retryAfter) {
    super(reason, error, false, false);
    this.error = error;
    this.remedy = remedy;
    this.retryAfter = retryAfter;
  }

  /** The exception that the caller receives if there is no further attempt. */
  public RuntimeException error() {
    return error;
  }

  public boolean isRetryable() {
    return remedy == Remedy.TRY_AGAIN;
  }

  /** How long the server asked to wait; empty if it did not ask. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
