package io.github.customerio4j.client.error;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A download broke off and cannot be resumed where it stopped. What was read of it is to be thrown
 * away; opening the export again may well succeed.
 */
public final class DownloadRestartException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what could not be done, why, and the remedy
   * @param cause what was thrown underneath, if anything
   */
  public DownloadRestartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
