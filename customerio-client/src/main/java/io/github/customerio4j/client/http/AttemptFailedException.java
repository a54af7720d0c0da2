package io.github.customerio4j.client.http;

import java.time.Duration;
import java.util.Optional;

/** One attempt's failure on its way to {@code RetryLoop}, with what is needed to decide there. */
public final class AttemptFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What may be done about a failure. */
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

  /** What the caller gets to see if no further attempt is made. */
  public RuntimeException error() {
    return error;
  }

  public boolean isRetryable() {
    return remedy == Remedy.TRY_AGAIN;
  }

  /** How long the server asked to wait, if it did. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
