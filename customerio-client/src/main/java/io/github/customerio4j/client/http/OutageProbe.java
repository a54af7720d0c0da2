package io.github.customerio4j.client.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Notices that requests fail one after the other, whoever sends them, and lets one of them find out
 * when it is over while the others wait: what is down is not helped by ten clients that retry in
 * full. Shared by all requests of a client. Thread-safe.
 */
public final class OutageProbe {
  private static final int FAILURES = 5;

  private int failuresInARow;
  private @Nullable Object prober;

  /**
   * Waits while another request finds out whether the API is back.
   *
   * @param request who asks
   * @param longest how long to wait at most
   */
  public synchronized void await(Object request, Duration longest) throws InterruptedException {
    long start = System.nanoTime();
    while (failuresInARow >= FAILURES && prober != null && prober != request) {
      long remaining = longest.toMillis() - (System.nanoTime() - start) / 1_000_000;
      if (remaining <= 0) {
        return;
      }
      wait(remaining);
    }
    if (failuresInARow >= FAILURES) {
      prober = request;
    }
  }

  /** No answer came, or one that says that the API cannot answer now. */
  public synchronized void failed() {
    failuresInARow++;
  }

  /** An answer came, be it a refusal. */
  public synchronized void answered() {
    failuresInARow = 0;
    prober = null;
    notifyAll();
  }

  /** The request is over, however it ended. */
  public synchronized void finished(Object request) {
    if (prober == request) {
      prober = null;
      notifyAll();
    }
  }
}
