package io.github.customerio4j.client.http;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** Detects a transfer that is stalled or too slow. Used for one transfer. */
public final class StallDetector {
  /** The bytes that must arrive within the longest pause; fewer count as a stall. */
  public static final long MIN_BYTES = 1024;

  private final long period;
  private long waited;
  private long received;

  /**
   * @param longestPause how long the server may send almost nothing; zero for no limit
   */
  public StallDetector(Duration longestPause) {
    this.period = longestPause.toNanos();
  }

  /**
   * Records a read.
   *
   * @throws SocketTimeoutException if too few bytes arrived for too long
   */
  public void received(long bytes, long nanosWaited) throws SocketTimeoutException {
    waited += nanosWaited;
    received += bytes;
    if (period == 0 || waited <= period) {
      return;
    }
    if (received < MIN_BYTES) {
      throw new SocketTimeoutException(
          "only " + received + " bytes arrived in " + Duration.ofNanos(period));
    }
    waited = 0;
    received = 0;
  }
}
