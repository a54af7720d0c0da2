package io.github.customerio4j.client;

import java.time.Duration;

/**
 * Is told of every request, as it happens, on the thread that makes the request: be quick, and do
 * not throw. Called by several threads at a time if the client is used by several.
 */
public interface TransferListener {
  /** A request has got its turn and is about to be sent. */
  default void requestStarted(Transfer transfer) {}

  /**
   * A response has arrived whole, be it a success or not.
   *
   * @param transfer the attempt
   * @param status the HTTP status
   * @param bytes the size of the body, unpacked
   * @param elapsed the time from the start of this attempt
   */
  default void responseReceived(Transfer transfer, int status, long bytes, Duration elapsed) {}

  /**
   * An attempt has failed and another one will follow.
   *
   * @param transfer the attempt that failed
   * @param delay how long the request waits before the next one
   * @param reason why, on one line
   */
  default void retryScheduled(Transfer transfer, Duration delay, String reason) {}
}
