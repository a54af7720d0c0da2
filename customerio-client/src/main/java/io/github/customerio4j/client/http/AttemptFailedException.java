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

  public AttemptFailedException(RuntimeException error, Remedy remedy) {
    this(error, remedy, Optional.empty());
  }

  public AttemptFailedException(
      RuntimeException error, Remedy remedy, Optional<Duration> retryAfter) {
    super(error.getMessage(), error, false, false);
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
