package io.github.customerio4j.client.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call took longer than the timeout that its caller set, in {@code RequestOptions} or as a
 * parameter. The cause is the last error before the end, if there was one.
 */
public final class CallTimeoutException extends CustomerIoException {
  private static final long serialVersionUID = 1L;

  private final Duration timeout;

  /**
   * Makes the exception of a call that took too long.
   *
   * @param message what failed, why, and the remedy
   * @param timeout the time that the call was given
   * @param cause the underlying exception, if any
   */
  public CallTimeoutException(String message, Duration timeout, @Nullable Throwable cause) {
    super(message, cause);
    this.timeout = timeout;
  }

  /** The time that the call was given. */
  public Duration timeout() {
    return timeout;
  }
}
