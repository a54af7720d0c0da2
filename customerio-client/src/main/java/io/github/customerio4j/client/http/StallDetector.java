package io.github.customerio4j.client.http;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** Tells a transfer that trickles from one that gets on. Belongs to one transfer. */
public final class StallDetector {
  /** What comes at least in the time that a read may take; less is as good as nothing. */
  public static final long MIN_BYTES = 1024;

  private final long period;
  private long waited;
  private long received;

  /**
   * @param longestPause how long the server may send next to nothing; zero for as long as it likes
   */
  public StallDetector(Duration longestPause) {
    this.period = longestPause.toNanos();
  }

  /**
   * Takes note of a read.
   *
   * @throws SocketTimeoutException if too little came for too long
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
