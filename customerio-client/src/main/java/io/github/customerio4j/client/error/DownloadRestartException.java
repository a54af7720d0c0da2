package io.github.customerio4j.client.error;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A download broke off and cannot be resumed. Discard what was read; opening the export again may
 * succeed.
 */
public final class DownloadRestartException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what failed, why, and the remedy
   * @param cause the underlying exception, if any
   */
  public DownloadRestartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
